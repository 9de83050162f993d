import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowReactive, watch } from 'vue'
import type { ApiError } from '../errors'
import type { Job } from '../types'
import { keys } from './keys'
import { useApi } from './provide'

const SHOWN = 30
const QUIET_MS = 30_000
const FASTEST_MS = 1000
const SLOWEST_MS = 5000

export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running'
}

/** Asks often while the work is young, then ever less often; hardly at all when nothing runs. */
export function pollInterval(jobs: readonly Job[] | undefined, now: number): number {
  const active = jobs?.filter(isActive) ?? []
  if (active.length === 0) return QUIET_MS
  const youngestMs = now - Math.max(...active.map(({ created_at }) => Date.parse(created_at)))
  return Math.min(SLOWEST_MS, Math.max(FASTEST_MS, youngestMs / 5))
}

/** One call for every running job of the whole app; it rests while the tab is hidden. */
export function useJobs() {
  const api = useApi()
  const query = useQuery<Job[], ApiError>({
    queryKey: keys.jobs,
    queryFn: async ({ signal }) => (await api.jobs.page({ limit: SHOWN }, signal)).data,
    refetchInterval: ({ state }) => pollInterval(state.data, Date.now()),
  })
  const jobs = computed(() => query.data.value ?? [])
  return { ...query, jobs, active: computed(() => jobs.value.filter(isActive)) }
}

/** Tells of each job that ends while the app is open, and forgets what that job has changed. */
export function useFinishedJobs(onFinished: (job: Job) => void) {
  const cache = useQueryClient()
  const { jobs } = useJobs()
  const running = shallowReactive(new Set<string>())

  const stop = watch(
    jobs,
    (current) => {
      const finished = current.filter((job) => running.has(job.id) && !isActive(job))
      running.clear()
      current.filter(isActive).forEach(({ id }) => running.add(id))
      if (finished.length === 0) return
      finished.forEach((job) => onFinished(job))
      for (const queryKey of [keys.sites, keys.overview]) void cache.invalidateQueries({ queryKey })
    },
    { immediate: true },
  )
  onScopeDispose(stop)
}
