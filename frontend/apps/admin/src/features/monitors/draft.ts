import type { Monitor, MonitorAsked, MonitorChanges, MonitorKind, MonitorSecrets, NewMonitor } from '@wingman/api'

/** A monitor while it is being written. Numbers are texts here: a field may be empty for a moment. */
export interface MonitorDraft {
  kind: MonitorKind
  name: string
  clientId: string
  address: string
  port: string
  interval: string
  periodMinutes: string
  graceMinutes: string
  method: 'GET' | 'HEAD'
  headers: string
  expectedStatus: string
  keyword: string
  keywordWanted: 'present' | 'absent'
  jsonPath: string
  jsonCompare: 'exists' | 'equals' | 'differs' | 'at_most' | 'at_least'
  jsonExpected: string
  redirects: 'followed' | 'forbidden' | 'required'
  redirectTo: string
  warnsOfCertificate: boolean
  record: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'MX'
  expected: string
  warnDays: string
  /** Whether sealed secrets stay as they are; a new monitor has none. */
  keepsSecrets: boolean
  secretHeaders: string
  user: string
  password: string
}

export type MonitorFault = 'nameMissing' | 'ownerMissing' | 'addressMissing' | 'headerWrong'

export const INTERVALS = ['30', '60', '120', '300', '600', '900', '1800', '3600'] as const
const MINUTE = 60

export function draftOf(monitor?: Monitor): MonitorDraft {
  const set = (monitor?.settings ?? {}) as Record<string, string | number | boolean | string[] | Record<string, string>>
  const seconds = monitor?.interval_seconds ?? MINUTE
  return {
    kind: monitor?.kind ?? 'http',
    name: monitor?.name ?? '',
    clientId: monitor?.client_id ?? '',
    address: monitor?.address ?? '',
    port: monitor?.port ? String(monitor.port) : '',
    interval: String(seconds),
    periodMinutes: String(monitor?.kind === 'heartbeat' ? seconds / MINUTE : MINUTE),
    graceMinutes: String(Number(set.grace_seconds ?? 5 * MINUTE) / MINUTE),
    method: (set.method as MonitorDraft['method']) ?? 'GET',
    headers: linesOf((set.headers as Record<string, string>) ?? {}),
    expectedStatus: String(set.expected_status ?? '200-299'),
    keyword: String(set.keyword ?? ''),
    keywordWanted: (set.keyword_wanted as MonitorDraft['keywordWanted']) ?? 'present',
    jsonPath: String(set.json_path ?? ''),
    jsonCompare: (set.json_compare as MonitorDraft['jsonCompare']) ?? 'exists',
    jsonExpected: String(set.json_expected ?? ''),
    redirects: (set.redirects as MonitorDraft['redirects']) ?? 'followed',
    redirectTo: String(set.redirect_to ?? ''),
    warnsOfCertificate: set.warns_of_certificate !== false,
    record: (set.record as MonitorDraft['record']) ?? 'A',
    expected: ((set.expected as string[]) ?? []).join('\n'),
    warnDays: String(set.warn_days ?? 30),
    keepsSecrets: (monitor?.secret_names.length ?? 0) > 0,
    secretHeaders: '',
    user: '',
    password: '',
  }
}

export function faultOf(draft: MonitorDraft, needsOwner: boolean): MonitorFault | undefined {
  if (draft.name.trim() === '') return 'nameMissing'
  if (needsOwner && draft.clientId === '') return 'ownerMissing'
  return faultOfTrial(draft)
}

/** What is missing to look at it once: it needs no name for that. */
export function faultOfTrial(draft: MonitorDraft): MonitorFault | undefined {
  if (draft.kind !== 'heartbeat' && draft.address.trim() === '') return 'addressMissing'
  return [draft.headers, draft.secretHeaders].some((text) => headersOf(text) === undefined) ? 'headerWrong' : undefined
}

export function asked(draft: MonitorDraft): MonitorAsked {
  const secrets = secretsOf(draft)
  return {
    kind: draft.kind,
    address: draft.kind === 'heartbeat' ? '' : draft.address.trim(),
    port: draft.kind === 'tcp' ? Number(draft.port) || 0 : 0,
    interval_seconds: draft.kind === 'heartbeat' ? Math.round(Number(draft.periodMinutes) * MINUTE) : Number(draft.interval),
    settings: settingsOf(draft),
    ...(secrets && { secrets }),
  }
}

export function newMonitor(draft: MonitorDraft, siteId?: string): NewMonitor {
  return { name: draft.name.trim(), site_id: siteId ?? null, client_id: siteId ? null : draft.clientId, ...asked(draft) }
}

export function changesOf(draft: MonitorDraft): MonitorChanges {
  const { address, port, interval_seconds, settings, secrets } = asked(draft)
  return { name: draft.name.trim(), address, port, interval_seconds, settings, ...(secrets && { secrets }) }
}

/** Nothing when they are kept: what is not sent does not change. */
function secretsOf(draft: MonitorDraft): MonitorSecrets | undefined {
  if (draft.kind !== 'http' || draft.keepsSecrets) return undefined
  return { headers: headersOf(draft.secretHeaders) ?? {}, user: draft.user, password: draft.password }
}

function settingsOf(draft: MonitorDraft): Record<string, unknown> {
  if (draft.kind === 'dns') return { record: draft.record, expected: draft.expected.split(/[\n,]/).map((line) => line.trim()).filter(Boolean) }
  if (draft.kind === 'domain') return { warn_days: Number(draft.warnDays) }
  if (draft.kind === 'heartbeat') return { grace_seconds: Math.round(Number(draft.graceMinutes) * MINUTE) }
  if (draft.kind === 'tcp') return {}
  return {
    method: draft.method,
    headers: headersOf(draft.headers) ?? {},
    expected_status: draft.expectedStatus.trim(),
    keyword: draft.keyword,
    keyword_wanted: draft.keywordWanted,
    json_path: draft.jsonPath.trim(),
    json_compare: draft.jsonCompare,
    json_expected: draft.jsonExpected,
    redirects: draft.redirects,
    redirect_to: draft.redirects === 'required' ? draft.redirectTo.trim() : '',
    warns_of_certificate: draft.warnsOfCertificate,
  }
}

/** A header per line; nothing when a line is none. */
function headersOf(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean)
  const pairs = lines.map((line) => /^([^:\s]+):\s*(.*)$/.exec(line))
  if (pairs.some((pair) => pair === null)) return undefined
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']))
}

function linesOf(headers: Record<string, string>): string {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n')
}
