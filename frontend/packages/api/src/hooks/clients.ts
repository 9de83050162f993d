import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { ApiClient } from '../client'
import type { ApiError } from '../errors'
import type { Client, NewClient } from '../types'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 200

export function useClients() {
  const api = useApi()
  return useWholeList<Client>({
    key: keys.clientList,
    fetch: (cursor, signal) => api.clients.page({ limit: LIST_PAGE, cursor }, signal),
  })
}

export function useClient(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  return useQuery<Client, ApiError>({
    queryKey: computed(() => keys.client(toValue(id))),
    queryFn: ({ signal }) => api.clients.get(toValue(id), signal),
  })
}

export function useAddClient() {
  return useClientChange<Client, NewClient>((api, client) => api.clients.create(client))
}

export function useUpdateClient(id: MaybeRefOrGetter<string>) {
  return useClientChange<Client, Partial<NewClient>>((api, changes) => api.clients.update(toValue(id), changes))
}

export function useDeleteClient(id: MaybeRefOrGetter<string>) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation<void, ApiError, void>({
    mutationFn: () => api.clients.delete(toValue(id)),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.clientList }),
  })
}

function useClientChange<Answer, Input>(change: (api: ApiClient, input: Input) => Promise<Answer>) {
  const api = useApi()
  const cache = useQueryClient()
  return useMutation<Answer, ApiError, Input>({
    mutationFn: (input) => change(api, input),
    // A client's name is written on its sites too.
    onSuccess: () => Promise.all([keys.clients, keys.sites].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  })
}
