import type { ApiError } from '@wingman/api'
import type { CommonKey } from '@wingman/i18n'
import type { PortalKey } from '../../i18n'

/** Why signing in did not work. A mistyped address and a wrong password sound the same: who asks need not learn which. */
export function refusalWords({ kind }: ApiError): PortalKey | CommonKey {
  switch (kind) {
    case 'expired':
    case 'invalid':
      return 'signIn.wrong'
    case 'offline':
      return 'error.offline'
    case 'rate_limited':
      return 'error.rateLimited'
    default:
      return 'error.unexpected'
  }
}
