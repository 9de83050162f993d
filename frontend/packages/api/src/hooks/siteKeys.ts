import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { SiteKeys } from '../administration'
import { administration } from '../administrationCalls'
import type { ApiError } from '../errors'
import type { Job } from '../types'
import { useChange } from './change'
import { keys } from './keys'
import { useApi } from './provide'

const REFRESH_MS = 30_000

export function useSiteKeys(siteId: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<SiteKeys, ApiError>({
    queryKey: computed(() => keys.siteKeys(toValue(siteId))),
    queryFn: ({ signal }) => administration(api).siteKeys.get(toValue(siteId), signal),
    refetchInterval: REFRESH_MS,
  })
}

export function useRotateSiteKeys(siteId: MaybeRefOrGetter<string>) {
  return useChange<Job, void>((api) => administration(api).siteKeys.rotate(toValue(siteId)), [keys.jobs])
}

export function useRevokeSiteKey(siteId: MaybeRefOrGetter<string>) {
  return useChange<unknown, string>((api, id) => administration(api).siteKeys.revoke(toValue(siteId), id), [keys.sites, keys.overview])
}
