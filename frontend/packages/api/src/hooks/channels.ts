import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Channel, ChannelChanges, Delivery, NewChannel } from '../administration'
import { administration } from '../administrationCalls'
import type { ApiError } from '../errors'
import { useChange } from './change'
import { keys } from './keys'
import { useWholeList } from './paging'
import { useApi } from './provide'

const LIST_PAGE = 100
const SHOWN_DELIVERIES = 10
const TEST_MS = 1500

export function useChannels() {
  const api = useApi()
  return useWholeList<Channel>({
    key: keys.channels,
    fetch: (cursor, signal) => administration(api).channels.page({ limit: LIST_PAGE, cursor }, signal),
  })
}

/** What went by a channel last. Somebody who has sent a test waits for what becomes of it. */
export function useDeliveries(id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) {
  const api = useApi()
  return useQuery<Delivery[], ApiError>({
    queryKey: computed(() => keys.deliveries(toValue(id))),
    queryFn: async ({ signal }) => (await administration(api).channels.deliveries(toValue(id), { limit: SHOWN_DELIVERIES }, signal)).data,
    enabled: computed(() => toValue(enabled)),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? TEST_MS : false),
  })
}

export function isUnderWay({ is_test, outcome }: Delivery): boolean {
  return is_test && outcome === 'waiting'
}

export function useAddChannel() {
  return useChange<Channel, NewChannel>((api, channel) => administration(api).channels.create(channel), [keys.channels])
}

export function useUpdateChannel(id: MaybeRefOrGetter<string>) {
  return useChange<Channel, ChannelChanges>((api, changes) => administration(api).channels.update(toValue(id), changes), [keys.channels])
}

export function useDeleteChannel() {
  return useChange<void, string>((api, id) => administration(api).channels.delete(id), [keys.channels])
}

export function useTestChannel(id: MaybeRefOrGetter<string>) {
  return useChange<Delivery, void>((api) => administration(api).channels.test(toValue(id)), [keys.deliveries(toValue(id))])
}

export function useRenewSecret(id: MaybeRefOrGetter<string>) {
  return useChange<{ secret: string }, void>((api) => administration(api).channels.renewSecret(toValue(id)))
}
