import { useMutation, useQueryClient, type QueryKey } from '@tanstack/vue-query'
import type { ApiClient } from '../client'
import type { ApiError } from '../errors'
import { useApi } from './provide'

/** One change, and what of the cache it makes untrue. */
export function useChange<Answer, Input>(change: (api: ApiClient, input: Input) => Promise<Answer>, forgets: readonly QueryKey[] = []) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation<Answer, ApiError, Input>({
    mutationFn: (input) => change(api, input),
    onSuccess: () => Promise.all(forgets.map((queryKey) => cache.invalidateQueries({ queryKey }))),
  })
}
