import { useQuery, useQueryClient } from '@tanstack/vue-query'
import type { PlatformKeys, SecuritySettings, SignedList } from '../administration'
import { administration } from '../administrationCalls'
import type { ApiError } from '../errors'
import { useChange } from './change'
import { keys } from './keys'
import { useApi } from './provide'

export function useSecuritySettings() {
  const api = useApi()
  return useQuery<SecuritySettings, ApiError>({ queryKey: keys.security, queryFn: ({ signal }) => administration(api).security.get(signal) })
}

export function useUpdateSecuritySettings() {
  const cache = useQueryClient()
  return useChange<SecuritySettings, Partial<SecuritySettings>>(async (api, changes) => {
    const settings = await administration(api).security.update(changes)
    cache.setQueryData(keys.security, settings)
    return settings
  })
}

export function usePlatformKeys() {
  const api = useApi()
  return useQuery<PlatformKeys, ApiError>({ queryKey: keys.platformKeys, queryFn: ({ signal }) => administration(api).security.platformKeys(signal) })
}

export function useReplacePlatformKeys() {
  return useChange<PlatformKeys, SignedList>((api, signedList) => administration(api).security.replacePlatformKeys(signedList), [keys.platformKeys])
}
