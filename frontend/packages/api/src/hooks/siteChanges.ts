import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { toValue, type MaybeRefOrGetter } from 'vue'
import type { ApprovedJob } from '../administration'
import type { ApiError } from '../errors'
import type { Job, NewSite, PairingCode, Site, SiteChanges } from '../types'
import { keys } from './keys'
import { useApi } from './provide'

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
  return useSiteChange<ApprovedJob, void>((api) => api.sites.disconnect(toValue(id)))
}

/** Asks the site once more to prove that it is where it says. */
export function useProveSite(id: MaybeRefOrGetter<string>) {
  return useSiteChange<unknown, void>((api) => api.sites.prove(toValue(id)))
}

function useSiteChange<Answer, Input>(change: (api: ReturnType<typeof useApi>, input: Input) => Promise<Answer>) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation<Answer, ApiError, Input>({
    mutationFn: (input) => change(api, input),
    onSuccess: () => {
      for (const queryKey of [keys.sites, keys.clients, keys.overview, keys.jobs, keys.approvals]) void cache.invalidateQueries({ queryKey })
    },
  })
}
