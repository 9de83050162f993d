import type { ConditionKind, Site, SiteStatus } from '@wingman/api'
import type { StatusTone } from '@wingman/tokens'
import type { PortalKey } from '../i18n'

/** What the owner of a website is told, as a message with its values. */
export interface Words {
  key: PortalKey
  values?: Record<string, number>
  /** A moment that the message calls `{time}`. */
  at?: string | undefined
}

export interface SiteState {
  /** Two words for the chip. */
  name: PortalKey
  tone: StatusTone
  sentence: Words
}

type Told = Pick<Site, 'status' | 'status_since' | 'updates' | 'problems'>

const NOT_RUNNING: Record<Exclude<SiteStatus, 'online'>, SiteState> = {
  offline: { name: 'state.down', tone: 'bad', sentence: { key: 'site.offline' } },
  degraded: { name: 'state.attention', tone: 'warn', sentence: { key: 'site.degraded' } },
  maintenance: { name: 'state.maintenance', tone: 'info', sentence: { key: 'site.maintenance' } },
  unknown: { name: 'state.unknown', tone: 'idle', sentence: { key: 'site.unknown' } },
  pending: { name: 'state.pending', tone: 'idle', sentence: { key: 'site.pending' } },
  paused: { name: 'state.paused', tone: 'idle', sentence: { key: 'site.paused' } },
}

/**
 * One sentence per site. Updates that wait are routine for the agency, not a reason to worry a client.
 * `announcedUntil`: how long the maintenance lasts that was announced and is under way;
 * `partOut`: what visitors notice although the website answers.
 */
export function stateOf(site: Told, announcedUntil?: string, partOut?: PortalKey): SiteState {
  if (site.status === 'maintenance' && announcedUntil) return { ...NOT_RUNNING.maintenance, sentence: { key: 'site.announced', at: announcedUntil } }
  if (site.status === 'offline') return { ...NOT_RUNNING.offline, sentence: { key: 'site.offline', at: site.status_since } }
  if (site.status !== 'online') return NOT_RUNNING[site.status]
  if (announcedUntil) return { name: 'state.good', tone: 'ok', sentence: { key: 'site.mayPause', at: announcedUntil } }
  if (partOut) return { name: 'state.attention', tone: 'warn', sentence: { key: partOut } }
  if (site.problems.critical > 0) return { name: 'state.attention', tone: 'warn', sentence: { key: 'site.problem' } }
  return { name: 'state.good', tone: 'ok', sentence: goodNews(site) }
}

function goodNews(site: Told): Words {
  if (site.problems.warning > 0) return { key: 'site.noted' }
  const count = updatesReady(site)
  return count > 0 ? { key: 'site.waiting', values: { count } } : { key: 'site.fine' }
}

/** The whole in one sentence, the worst first. */
export function stateOfAll(sites: readonly (Told & { id: string })[], partsOut: ReadonlyMap<string, PortalKey>): Words {
  const states = sites.map((site) => stateOf(site, undefined, partsOut.get(site.id)))
  const withTone = (tone: StatusTone) => states.filter((state) => state.tone === tone).length
  if (withTone('bad') > 0) return { key: 'overview.down', values: { count: withTone('bad') } }
  if (withTone('warn') > 0) return { key: 'overview.attention', values: { count: withTone('warn') } }
  const count = withTone('ok')
  if (count === 0) return { key: 'overview.starting' }
  return { key: count === sites.length ? 'overview.allWell' : 'overview.someWell', values: { count } }
}

const ORDER: PortalKey[] = ['state.down', 'state.attention', 'state.unknown', 'state.maintenance', 'state.good', 'state.pending', 'state.paused']

/** What runs comes before what does not yet run: being set up is no bad news. */
export function worstFirst<Item extends Told & { id: string; name: string }>(sites: readonly Item[], partsOut: ReadonlyMap<string, PortalKey>): Item[] {
  const rank = (site: Item) => ORDER.indexOf(stateOf(site, undefined, partsOut.get(site.id)).name)
  return [...sites].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}

/** Translations install themselves, so nobody waits for them. */
export function updatesReady({ updates }: Pick<Site, 'updates'>): number {
  return updates.core + updates.plugins + updates.themes
}

export function speedOf(milliseconds: number): PortalKey {
  if (milliseconds < 600) return 'detail.fast'
  return milliseconds < 2500 ? 'detail.usual' : 'detail.slow'
}

const KNOWN_KINDS: Record<ConditionKind, true> = {
  site_offline: true, maintenance_lasts: true, connection_moved: true, disk_low: true, fatal_errors: true, heartbeat_overdue: true, cron_dead: true,
  site_health_critical: true, slower_than_usual: true, php_outdated: true, core_outdated: true, updates_waiting: true,
}

/** What waits, in plain words; `solved` tells its end. A kind that is newer than this page is told in general terms. */
export function conditionWords(kind: unknown, detail: Record<string, unknown>, when: 'waiting' | 'solved' = 'waiting'): Words {
  if (!isKnown(kind)) return { key: `${when}.other` }
  if (kind === 'updates_waiting' && when === 'waiting') return { key: 'waiting.updates_waiting', values: { count: countOf(detail) } }
  return { key: `${when}.${kind}` }
}

function isKnown(kind: unknown): kind is ConditionKind {
  return typeof kind === 'string' && Object.hasOwn(KNOWN_KINDS, kind)
}

function countOf({ plugins, themes }: Record<string, unknown>): number {
  return [plugins, themes].reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0)
}
