import type { ApiError } from '@wingman/api'
import { useToasts } from '@wingman/ui'
import { useWords, type AdministrationKey } from './i18n'

/** What the platform refuses with a reason of its own, said so that one knows what to do next. */
const REASONS: Record<string, AdministrationKey> = {
  last_admin: 'refused.last_admin',
  email_taken: 'refused.email_taken',
  invitation_closed: 'refused.invitation_closed',
  monitors_full: 'refused.monitors_full',
  channels_full: 'refused.channels_full',
  own_request: 'refused.own_request',
  passkey_needed: 'refused.passkey_needed',
  proof_invalid: 'refused.proof_invalid',
  approval_closed: 'refused.approval_closed',
  ceiling_reached: 'refused.ceiling_reached',
  key_list_invalid: 'refused.key_list_invalid',
  key_list_outdated: 'refused.key_list_outdated',
  root_key_missing: 'refused.root_key_missing',
  site_not_connected: 'refused.site_not_connected',
}

export function useFailures() {
  const { t } = useWords()
  const { notify } = useToasts()

  /** Empty when the person called it off: then nothing failed. */
  function failureText(error: ApiError | null): string {
    if (!error || error.isCancelled) return ''
    const reason = REASONS[error.code]
    if (reason) return t(reason)
    if (error.kind === 'offline') return t('error.offline')
    if (error.kind === 'forbidden') return t('error.forbidden')
    if (error.kind === 'rate_limited') return t('error.rateLimited')
    return error.detail ?? t('error.unexpected')
  }

  function tell(error: ApiError): void {
    const text = failureText(error)
    if (text) notify(text, 'bad')
  }

  return { failureText, tell }
}
