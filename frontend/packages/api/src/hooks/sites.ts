import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import type { Page, Site, SiteDetail, SiteHistory, TimelineEntry } from '../types'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 1000
const REFRESH_MS = 30_000
/** Hours are folded every quarter of an hour. */
const FIGURES_MS = 300_000
const DAY_MS = 86_400_000

/** Every site. While not `enabled`, only what others have asked for. */
export function useSites(enabled: MaybeRefOrGetter<boolean> = true) {
  const api = useApi()
  return useWholeList<Site>({
    key: keys.siteList,
    enabled,
    fetch: (cursor, signal) => api.sites.page({ limit: LIST_PAGE, cursor }, signal),
    refreshEveryMs: REFRESH_MS,
  })
}

/** The sites of one client. */
export function useClientSites(clientId: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useWholeList<Site>({
    key: () => [...keys.sites, 'client', toValue(clientId)],
    fetch: (cursor, signal) => api.sites.page({ limit: LIST_PAGE, cursor, client_id: toValue(clientId) }, signal),
    refreshEveryMs: REFRESH_MS,
  })
}

/** `refreshMs` turns a waiting screen live: the pairing card asks every two seconds. */
export function useSite(id: MaybeRefOrGetter<string>, refreshMs: MaybeRefOrGetter<number> = REFRESH_MS) {
  const api = useApi()
  return useQuery<SiteDetail, ApiError>({
    queryKey: computed(() => keys.site(toValue(id))),
    queryFn: ({ signal }) => api.sites.get(toValue(id), signal),
    refetchInterval: computed(() => toValue(refreshMs)),
  })
}

export function useInventory(id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) {
  const api = useApi()
  return useQuery({
    queryKey: computed(() => keys.inventory(toValue(id))),
    queryFn: ({ signal }) => api.sites.inventory(toValue(id), signal),
    enabled: computed(() => toValue(enabled)),
    staleTime: REFRESH_MS,
  })
}

export function useSnapshots(id: MaybeRefOrGetter<string>, days: MaybeRefOrGetter<number>) {
  const api = useApi()
  return useQuery({
    queryKey: computed(() => keys.snapshots(toValue(id), toValue(days))),
    queryFn: async ({ signal }) => {
      const to = new Date()
      const from = new Date(to.getTime() - toValue(days) * DAY_MS)
      return (await api.sites.snapshots(toValue(id), { from: from.toISOString(), to: to.toISOString() }, signal)).data
    },
    staleTime: REFRESH_MS,
  })
}

/** Uptime and response times up to now; the platform chooses how fine. */
export function useSiteUptime(id: MaybeRefOrGetter<string>, days: MaybeRefOrGetter<number>) {
  const api = useApi()
  return useQuery<SiteHistory, ApiError>({
    queryKey: computed(() => keys.uptime(toValue(id), toValue(days))),
    queryFn: ({ signal }) => {
      const to = new Date()
      const from = new Date(to.getTime() - toValue(days) * DAY_MS)
      return api.sites.uptime(toValue(id), { from: from.toISOString(), to: to.toISOString() }, signal)
    },
    staleTime: REFRESH_MS,
    refetchInterval: FIGURES_MS,
  })
}

export function useTimeline(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useInfiniteQuery<Page<TimelineEntry>, ApiError, { pages: Page<TimelineEntry>[] }, readonly unknown[], string | null>({
    queryKey: computed(() => keys.timeline(toValue(id))),
    queryFn: ({ pageParam, signal }) => api.sites.timeline(toValue(id), { cursor: pageParam, limit: 20 }, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: REFRESH_MS,
  })
}
