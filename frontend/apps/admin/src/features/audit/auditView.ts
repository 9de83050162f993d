import type { AuditFilter } from '@wingman/api'

/** What of the log is shown, as the address says it. Days are days where the reader is. */
export const PLAIN_AUDIT_VIEW = { from: '', to: '', who: '', action: '', kind: '', object: '', client: '' } as const
export type AuditView = Record<keyof typeof PLAIN_AUDIT_VIEW, string>

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function filterOf({ from, to, who, action, kind, object, client }: AuditView): Partial<AuditFilter> {
  const filter = { from: startOf(from), to: startOf(to, 1), actor: who, action, object_kind: kind, object_id: object, client_id: client }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
}

/** Midnight of a day, so many days later: the last day that is wanted ends where the next one begins. */
function startOf(day: string, later = 0): string {
  if (!DAY.test(day)) return ''
  const at = new Date(`${day}T00:00:00`)
  at.setDate(at.getDate() + later)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}
