import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import type { Monitor, MonitorChanges, MonitorTrial, NewMonitor, Tried } from '../monitors'
import type { Page } from '../types'
import { useChange } from './change'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 200
const REFRESH_MS = 30_000
const TRY_MS = 700

/** All monitors, or those of a site. */
export function useMonitors(siteId?: MaybeRefOrGetter<string>) {
  const api = useApi()
  const id = computed(() => toValue(siteId))
  return useWholeList<Monitor>({
    key: computed(() => keys.monitorList(id.value ?? '')),
    fetch: (cursor, signal) => api.http.get<Page<Monitor>>('monitors', { limit: LIST_PAGE, cursor, ...(id.value && { site_id: id.value }) }, signal),
    refreshEveryMs: REFRESH_MS,
  })
}

export function useAddMonitor() {
  return useChange<Monitor, NewMonitor>((api, monitor) => api.http.post<Monitor>('monitors', monitor), [keys.monitors])
}

export function useUpdateMonitor(id: MaybeRefOrGetter<string>) {
  return useChange<Monitor, MonitorChanges>((api, changes) => api.http.patch<Monitor>(`monitors/${toValue(id)}`, changes), [keys.monitors])
}

export function useDeleteMonitor() {
  return useChange<void, string>((api, id) => api.http.delete(`monitors/${id}`), [keys.monitors])
}

export function usePauseMonitor() {
  return useChange<Monitor, Monitor>((api, { id, is_paused }) => api.http.post<Monitor>(`monitors/${id}/${is_paused ? 'resume' : 'pause'}`), [keys.monitors])
}

export function useRenewPingUrl(id: MaybeRefOrGetter<string>) {
  return useChange<{ url: string }, void>((api) => api.http.post<{ url: string }>(`monitors/${toValue(id)}/ping-url`), [keys.monitors])
}

export function useTryMonitor() {
  return useChange<Tried, MonitorTrial>((api, trial) => api.http.post<Tried>('monitors/try', trial))
}

/** What a try has seen: asked for until it is there. */
export function useTried(id: MaybeRefOrGetter<string | undefined>) {
  const api = useApi()
  return useQuery<Tried, ApiError>({
    queryKey: computed(() => keys.tried(toValue(id) ?? '')),
    queryFn: ({ signal }) => api.http.get<Tried>(`monitors/tries/${toValue(id) ?? ''}`, {}, signal),
    enabled: computed(() => toValue(id) !== undefined),
    refetchInterval: ({ state }) => (state.data?.report ? false : TRY_MS),
  })
}
