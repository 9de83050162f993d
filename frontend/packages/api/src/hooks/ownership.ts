import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import { ownership } from '../ownership'
import type { Outage, Page, PlannedMaintenance } from '../types'
import { keys } from './keys'
import { useApi } from './provide'

const OUTAGES_PAGE = 20
const REFRESH_MS = 30_000
const DAY_MS = 86_400_000

/** The outages of a site that were not over so many days ago, the newest first. */
/** Of one website, or (null) of all; over 0 days those that last. */
export function useOutages(siteId: MaybeRefOrGetter<string | null>, days: number) {
  const api = useApi()
  return useInfiniteQuery<Page<Outage>, ApiError, { pages: Page<Outage>[] }, readonly unknown[], string | null>({
    queryKey: computed(() => keys.outages(toValue(siteId), days)),
    queryFn: ({ pageParam, signal }) => {
      const since = new Date(Date.now() - days * DAY_MS).toISOString()
      return ownership(api).outages({ site_id: toValue(siteId), since, limit: OUTAGES_PAGE, cursor: pageParam }, signal)
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: REFRESH_MS,
  })
}

/** What is announced, of all websites or of one: what is under way, and what comes next. */
export function usePlannedMaintenance(siteId?: MaybeRefOrGetter<string | undefined>) {
  const api = useApi()
  return useQuery<PlannedMaintenance[], ApiError>({
    queryKey: computed(() => keys.planned(toValue(siteId) ?? '')),
    queryFn: async ({ signal }) => (await ownership(api).planned({ site_id: toValue(siteId) }, signal)).data,
    refetchInterval: REFRESH_MS,
  })
}
