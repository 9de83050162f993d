import type { AuditEntry } from '@wingman/api'

export interface ValueChange {
  name: string
  before: string | undefined
  after: string | undefined
}

/** What an entry says of before and after, name by name: what changed first. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): ValueChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const changes = names.map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }))
  return changes.sort((a, b) => Number(a.before === a.after) - Number(b.before === b.after))
}

/** By what people know the object: its name or address, else the beginning of its id. Nothing for who acted on themselves. */
export function subjectOf({ before, after, object_id, user_id }: Pick<AuditEntry, 'before' | 'after' | 'object_id' | 'user_id'>): string {
  for (const known of [after, before]) {
    for (const name of ['name', 'email', 'url', 'command'] as const) {
      const value = known?.[name]
      if (typeof value === 'string' && value !== '') return value
    }
  }
  return object_id === '-' || object_id === user_id ? '' : object_id.slice(0, 8)
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
