import type { CommonKey } from '@wingman/i18n'
import type { AccountKey } from '../i18n'
import { PasskeyError } from '../passkeys/passkeys'
import type { Failure } from './task'

/** What a refusal is called in plain words. Who guesses learns from none of them whether an account exists. */
const WORDS: Readonly<Record<string, AccountKey>> = {
  wrong_credentials: 'failure.wrongCredentials',
  wrong_password: 'failure.wrongPassword',
  wrong_code: 'failure.wrongCode',
  two_factor_expired: 'failure.tookTooLong',
  passkey_refused: 'failure.passkeyRefused',
  passkey_known: 'failure.passkeyKnown',
  too_many_passkeys: 'failure.tooMany',
  too_many_tokens: 'failure.tooMany',
  second_factor_needed: 'failure.factorNeeded',
  factor_demanded: 'failure.factorDemanded',
  link_unknown: 'failure.linkUnknown',
  link_used: 'failure.linkUsed',
  link_expired: 'failure.linkExpired',
  email_taken: 'failure.emailTaken',
  weak_password: 'failure.weakPassword',
}

const PASSKEY_WORDS = {
  dismissed: 'failure.passkeyDismissed',
  known: 'failure.passkeyKnown',
  failed: 'failure.passkeyFailed',
} as const satisfies Record<PasskeyError['problem'], AccountKey>

export function failureWords(failure: Failure): AccountKey | CommonKey {
  if (failure instanceof PasskeyError) return PASSKEY_WORDS[failure.problem]
  const known = WORDS[failure.code]
  if (known) return known
  switch (failure.kind) {
    case 'offline':
      return 'error.offline'
    case 'forbidden':
      return 'error.forbidden'
    case 'not_found':
      return 'error.notFound'
    case 'rate_limited':
      return 'error.rateLimited'
    case 'invalid':
      return 'failure.invalid'
    default:
      return 'error.unexpected'
  }
}

/** When a throttled person may try again. */
export function retryAt(failure: Failure, now: number): Date | null {
  if (failure instanceof PasskeyError || failure.kind !== 'rate_limited' || !failure.retryAfterSeconds) return null
  return new Date(now + failure.retryAfterSeconds * 1000)
}
