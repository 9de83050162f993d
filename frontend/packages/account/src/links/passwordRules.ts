import type { ApiError } from '@wingman/api'
import type { AccountKey } from '../i18n'

/** The platform judges; these are its rules as far as they can be seen while somebody types. */

const SHORTEST = 12
const LONGEST_BYTES = 72
const SHORTEST_PART = 4

export interface Rule {
  words: AccountKey
  isMet: boolean
}

export function passwordRules(password: string, email: string): Rule[] {
  const composed = password.normalize('NFKC')
  const isTooLong = new TextEncoder().encode(composed).length > LONGEST_BYTES
  return [
    { words: 'rule.length', isMet: [...composed].length >= SHORTEST },
    { words: 'rule.address', isMet: composed !== '' && !holdsAddress(composed, email) },
    // Few ever meet this one, so it is only mentioned to those who do.
    ...(isTooLong ? [{ words: 'rule.tooLong' as const, isMet: false }] : []),
  ]
}

function holdsAddress(password: string, email: string): boolean {
  const local = bare(email.split('@')[0] ?? '')
  return local.length >= SHORTEST_PART && bare(password).includes(local)
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

const REASONS: readonly [RegExp, AccountKey][] = [
  [/short/i, 'rule.refused.short'],
  [/long/i, 'rule.refused.long'],
  [/address/i, 'rule.refused.address'],
  [/name/i, 'rule.refused.name'],
  [/common/i, 'rule.refused.common'],
]

/** Why the platform did not take a password. */
export function refusalWords(error: ApiError, field: 'password' | 'new_password'): AccountKey | undefined {
  if (error.code !== 'weak_password') return undefined
  const reason = error.fields[field] ?? error.detail ?? ''
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'failure.weakPassword'
}
