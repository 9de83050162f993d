import { useMonitorWords, type MonitorKey } from './i18n'

/** Words for a reason; nothing for one that newer probes may know. */
const KNOWN = new Set([
  'answered', 'slow', 'certificate_ends', 'http_error', 'database_error', 'fatal_error', 'error_page', 'installer', 'maintenance', 'name_not_found',
  'name_lookup_failed', 'connection_failed', 'tls_invalid', 'timed_out', 'bad_response', 'too_many_redirects', 'address_refused', 'probe_blind', 'flapping',
  'status_unexpected', 'keyword_missing', 'keyword_found', 'json_mismatch', 'redirected', 'not_redirected', 'dns_changed', 'domain_ends', 'domain_ended',
  'domain_unknown', 'heartbeat_missed', 'heartbeat_failed', 'heartbeat_overrun', 'secrets_sealed', 'not_attempted',
])

/** Their words say all of it; what a probe adds is its own English, or a code. */
const COMPLETE = new Set(['name_not_found', 'name_lookup_failed', 'timed_out', 'address_refused', 'not_attempted', 'domain_ends', 'domain_ended', 'domain_unknown'])

/** What was seen: why, and what stood there. */
export function useSeenText() {
  const { t } = useMonitorWords()

  return function seenText(reason: string, detail: string): string {
    const key = reasonKey(reason)
    if (!key) return [reason, detail].filter(Boolean).join(': ')
    return detail && !COMPLETE.has(reason) ? `${t(key).replace(/\.$/, '')}: ${detail}` : t(key)
  }
}

function reasonKey(reason: string): MonitorKey | undefined {
  return KNOWN.has(reason) ? (`monitorReason.${reason}` as MonitorKey) : undefined
}
