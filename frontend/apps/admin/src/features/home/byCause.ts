import type { Attention, Severity } from '@wingman/api'

export interface Cause {
  key: string
  kind: string
  severity: Severity
  items: Attention[]
}

/** Groups problems of one kind and severity, and keeps the order of harm in which they came. */
export function byCause(items: readonly Attention[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const item of items) {
    const key = `${item.severity}-${item.kind}`
    const cause = causes.get(key) ?? { key, kind: item.kind, severity: item.severity, items: [] }
    cause.items.push(item)
    causes.set(key, cause)
  }
  return [...causes.values()]
}
