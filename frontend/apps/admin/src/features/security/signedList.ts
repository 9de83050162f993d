import type { SignedList } from '@wingman/api'

const PARTS = ['payload_type', 'payload', 'keyid', 'sig'] as const

/** The list that somebody pasted, or nothing when it is something else. Whether it is genuine, the platform judges. */
export function signedListOf(text: string): SignedList | undefined {
  const found = parsed(text)
  if (!PARTS.every((part) => typeof found[part] === 'string')) return undefined
  return Object.fromEntries(PARTS.map((part) => [part, found[part]])) as SignedList
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
