import { PasskeyError } from '@wingman/account/passkeys'
import { useFailures } from '../../administration/failure'
import { useWords } from '../../administration/i18n'
import type { ApiError } from '@wingman/api'

/** Why an approval did not come about: the platform refused it, or the browser gave no passkey. */
export function useApprovalFailures() {
  const { t, format } = useWords()
  const { failureText: refusalText } = useFailures()

  function failureText(error: ApiError | PasskeyError | null): string {
    if (error instanceof PasskeyError) return t(error.problem === 'dismissed' ? 'approvals.dismissed' : 'approvals.passkeyFailed')
    if (error?.code === 'passkey_too_new' && error.goodFrom) return t('approvals.tooNew', { when: format.value.dateTime(error.goodFrom) })
    return refusalText(error)
  }

  return { failureText }
}
