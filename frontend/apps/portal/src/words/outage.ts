import type { Outage, PlannedMaintenance } from '@wingman/api'
import type { PortalKey } from '../i18n'
import type { Words } from './site'

const KNOWN: Record<Outage['noticed'], true> = {
  not_reachable: true, error_page: true, browser_warning: true, shut_out: true, maintenance_page: true, a_part: true, nothing: true,
}

/** What visitors notice while it lasts, or did. What is newer than this page is told in general terms. */
export function noticedWords({ noticed, resolved_at }: Pick<Outage, 'noticed' | 'resolved_at'>): PortalKey {
  const known = Object.hasOwn(KNOWN, noticed) ? noticed : 'other'
  return resolved_at === null ? `noticing.${known}` : `noticed.${known}`
}

/** What does not work of websites that answer all the same, by their ids. What nobody notices worries nobody. */
export function partsOut(outages: readonly Outage[]): Map<string, PortalKey> {
  const lasting = outages.filter(({ noticed, resolved_at }) => resolved_at === null && noticed !== 'nothing')
  return new Map(lasting.map((outage) => [outage.site_id, noticedWords(outage)]))
}

/** Until when each website is in maintenance that was announced, by its id. */
export function openUntil(planned: readonly PlannedMaintenance[], now: Date): Map<string, string> {
  const until = new Map<string, string>()
  for (const { opens_at, closes_at, sites } of planned) {
    if (!isOpen({ opens_at, closes_at }, now)) continue
    for (const { id } of sites) if (closes_at > (until.get(id) ?? '')) until.set(id, closes_at)
  }
  return until
}

export function isOpen({ opens_at, closes_at }: Pick<PlannedMaintenance, 'opens_at' | 'closes_at'>, now: Date): boolean {
  return Date.parse(opens_at) <= now.getTime() && now.getTime() < Date.parse(closes_at)
}

/** What somebody should know who looks at a website that is out, or was. */
export function careWords({ is_looked_after }: Pick<Outage, 'is_looked_after'>): Words {
  return { key: is_looked_after ? 'outage.lookedAfter' : 'outage.told' }
}
