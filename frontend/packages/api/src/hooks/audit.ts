import { useQuery } from '@tanstack/vue-query'
import { toValue, type MaybeRefOrGetter } from 'vue'
import type { AuditEntry, AuditFilter, AuditVerification } from '../administration'
import type { ApiError } from '../errors'
import { useChange } from './change'
import { keys } from './keys'
import { usePages } from './paging'
import { useApi } from './provide'

const PAGE = 50

export function useAuditLog(filter: MaybeRefOrGetter<Partial<AuditFilter>>) {
  const api = useApi()
  return usePages<AuditEntry>(
    () => [...keys.auditLog, 'list', toValue(filter)],
    (cursor, signal) => api.audit.page({ ...toValue(filter), limit: PAGE, cursor }, signal),
  )
}

/** The names of all actions that the log knows. */
export function useAuditActions() {
  const api = useApi()
  return useQuery<string[], ApiError>({
    queryKey: keys.auditActions,
    queryFn: async ({ signal }) => (await api.audit.actions(signal)).actions,
    staleTime: Infinity,
  })
}

/** Follows the whole log, also when one answer is not enough for it; tells how far it has come. */
export function useVerifyAuditLog(onProgress: (checked: number) => void) {
  return useChange<AuditVerification, void>(async (api) => {
    let whole = await api.audit.verify()
    while (!whole.complete && whole.resume_after_seq !== null) {
      onProgress(whole.checked)
      const part = await api.audit.verify(whole.resume_after_seq)
      whole = joined(whole, part)
    }
    return whole
  })
}

/** That part of the log as one CSV text; a long one comes in parts, each with a header line of its own. */
export function useExportAuditLog() {
  return useChange<string, Partial<AuditFilter>>(async (api, filter) => {
    let part = await api.audit.export(filter)
    const parts = [part.text]
    for (let after = placeAfter(part.next); after !== undefined; after = placeAfter(part.next)) {
      part = await api.audit.export({ ...filter, after_seq: after })
      parts.push(part.text.slice(part.text.indexOf('\n') + 1))
    }
    return parts.join('')
  })
}

function placeAfter(next: string | null): number | undefined {
  const found = /[?&]after_seq=(\d+)/.exec(next ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}

function joined(before: AuditVerification, part: AuditVerification): AuditVerification {
  return {
    ...part,
    ok: before.ok && part.ok,
    checked: before.checked + part.checked,
    problems: [...before.problems, ...part.problems],
    took_ms: before.took_ms + part.took_ms,
  }
}
