import { toValue, type MaybeRefOrGetter } from 'vue'
import type { PasskeyCredential, PasskeyOptions } from '../account'
import type { Approval, ApprovalState } from '../administration'
import type { ApiClient } from '../client'
import { useChange } from './change'
import { keys } from './keys'
import { usePages } from './paging'
import { useApi } from './provide'

const PAGE = 50

/** What was decided, a page at a time. */
export function useDecidedApprovals(state: MaybeRefOrGetter<ApprovalState>) {
  const api = useApi()
  return usePages<Approval>(
    () => keys.approvalList(toValue(state)),
    (cursor, signal) => api.approvals.page({ state: toValue(state), limit: PAGE, cursor }, signal),
  )
}

/** Approves with what `prove` makes of the platform's challenge. */
export function useApprove(prove: (challenge: PasskeyOptions) => Promise<PasskeyCredential>) {
  const approve = async (api: ApiClient, id: string) => api.approvals.approve(id, await prove(await api.approvals.options(id)))
  return useChange<Approval, string>(approve, [keys.approvals, keys.jobs])
}

export function useReject() {
  return useChange<Approval, { id: string; reason: string }>((api, { id, reason }) => api.approvals.reject(id, reason), [keys.approvals, keys.jobs])
}
