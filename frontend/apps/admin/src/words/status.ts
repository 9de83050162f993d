import type { ConnectionState, SiteDetail, SiteStatus } from '@wingman/api'
import { useI18n, type MessageKey } from '../i18n'

const REASONS = [
  'slow', 'certificate_ends', 'flapping', 'access_denied', 'http_error', 'database_error', 'fatal_error', 'error_page', 'blank_page',
  'installer', 'maintenance', 'name_not_found', 'name_lookup_failed', 'connection_failed', 'tls_invalid', 'certificate_expired',
  'certificate_of_others', 'timed_out', 'bad_response',
  'too_many_redirects', 'address_refused', 'probe_blind',
] as const

const PENDING: Partial<Record<ConnectionState, MessageKey>> = { connected: 'sentence.firstCheck', disconnected: 'sentence.disconnected' }

export function useReasonWords() {
  const { t } = useI18n()
  const known = new Set<string>(REASONS)

  function reasonText(reason: string): string {
    return known.has(reason) ? t(`reason.${reason}` as MessageKey) : ''
  }

  return { reasonText }
}

export function useStatusWords() {
  const { t, format } = useI18n()
  const { reasonText } = useReasonWords()

  /** The state of a site in one sentence. */
  function statusSentence(site: SiteDetail, now: Date): string {
    const lasting = format.value.lasting(site.status_since, now)
    if (site.connection.state === 'moved') return t('sentence.moved')
    if (site.status === 'pending') return t(PENDING[site.connection.state] ?? 'sentence.pending')
    const sentence = t(`sentence.${site.status}`, { lasting })
    if (site.status === 'online') return [sentence, site.response_ms === null ? '' : responseText(site.response_ms)].filter(Boolean).join(' ')
    return [sentence, reasonText(site.status_reason)].filter(Boolean).join(' ')
  }

  function responseText(milliseconds: number): string {
    return t('sentence.response', { time: format.value.milliseconds(milliseconds) })
  }

  function statusLabel(status: SiteStatus): string {
    return t(`status.${status}`)
  }

  return { statusSentence, statusLabel }
}
