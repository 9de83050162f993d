import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../errors'
import type { Job, NewSite, Page, PairingCode, Site, SiteChanges, SiteDetail, TimelineEntry } from '../types'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 1000
const REFRESH_MS = 30_000
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

export function useAddSite() {
  return useSiteChange<Site, NewSite>((api, site) => api.sites.create(site))
}

export function useUpdateSite(id: MaybeRefOrGetter<string>) {
  return useSiteChange<Site, SiteChanges>((api, changes) => api.sites.update(toValue(id), changes))
}

export function useDeleteSite(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation<void, ApiError, void>({
    mutationFn: () => api.sites.delete(toValue(id)),
    // Only the lists: asking for the deleted site itself would answer 404 on the screen that is about to leave.
    onSuccess: () =>
      Promise.all([keys.siteList, [...keys.sites, 'client'], keys.clients, keys.overview].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  })
}

export function usePairingCode(id: MaybeRefOrGetter<string>) {
  return useSiteChange<PairingCode, void>((api) => api.sites.pairingCode(toValue(id)))
}

export function useCheckSite(id: MaybeRefOrGetter<string>) {
  return useSiteChange<Job, void>((api) => api.sites.check(toValue(id)))
}

export function useDisconnectSite(id: MaybeRefOrGetter<string>) {
  return useSiteChange<Job, void>((api) => api.sites.disconnect(toValue(id)))
}

function useSiteChange<Answer, Input>(change: (api: ReturnType<typeof useApi>, input: Input) => Promise<Answer>) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation<Answer, ApiError, Input>({
    mutationFn: (input) => change(api, input),
    onSuccess: () => {
      for (const queryKey of [keys.sites, keys.clients, keys.overview, keys.jobs]) void cache.invalidateQueries({ queryKey })
    },
  })
}
