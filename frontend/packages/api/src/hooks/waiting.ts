import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Approval } from '../administration'
import type { ApiError } from '../errors'
import { keys } from './keys'
import { useApi } from './provide'

const REFRESH_MS = 30_000
const PAGE = 50

/** What waits for a decision; also the number in the navigation. */
export function useWaitingApprovals(enabled: MaybeRefOrGetter<boolean> = true) {
  const api = useApi()
  return useQuery<Approval[], ApiError>({
    queryKey: keys.approvalList('waiting'),
    queryFn: async ({ signal }) => (await api.approvals.page({ state: 'waiting', limit: PAGE }, signal)).data,
    enabled: computed(() => toValue(enabled)),
    refetchInterval: REFRESH_MS,
  })
}
