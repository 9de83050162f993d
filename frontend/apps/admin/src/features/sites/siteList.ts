import { SITE_STATUSES, type Site, type SiteStatus } from '@wingman/api'
import type { Sort } from '@wingman/ui'
import type { LocationQuery } from 'vue-router'

/** What the list shows, as the address says it: everything here can be bookmarked and shared. */
export interface SiteView {
  q: string
  status: SiteStatus | ''
  client: string
  updates: boolean
  problems: boolean
  sort: Sort<SortKey>
}

export const SORT_KEYS = ['name', 'status', 'client', 'updates', 'problems', 'wordpress', 'php', 'response', 'seen'] as const
export type SortKey = (typeof SORT_KEYS)[number]

const DEFAULT_SORT: Sort<SortKey> = { key: 'name', descending: false }

export function viewFromQuery(query: LocationQuery): SiteView {
  const text = (name: string) => String(query[name] ?? '')
  return {
    q: text('q'),
    status: SITE_STATUSES.find((status) => status === query.status) ?? '',
    client: text('client'),
    updates: query.updates === '1',
    problems: query.problems === '1',
    sort: sortFromText(text('sort')),
  }
}

/** Only what differs from the plain list is written into the address. */
export function queryFromView({ q, status, client, updates, problems, sort }: SiteView): Record<string, string> {
  const written = `${sort.descending ? '-' : ''}${sort.key}`
  return Object.fromEntries(
    Object.entries({ q: q.trim(), status, client, updates: updates ? '1' : '', problems: problems ? '1' : '', sort: written === 'name' ? '' : written })
      .filter(([, value]) => value !== ''),
  )
}

/** A site with what the list compares, worked out once per answer instead of once per comparison. */
export interface Listed {
  site: Site
  text: string
  keys: Record<SortKey, string | number>
}

export function listed(site: Site): Listed {
  const { updates, problems } = site
  return {
    site,
    text: plain(`${site.name} ${site.url} ${site.client_name} ${site.tags.join(' ')}`),
    keys: {
      name: counting(plain(site.name)),
      status: SITE_STATUSES.indexOf(site.status),
      client: counting(plain(site.client_name)),
      updates: updates.core + updates.plugins + updates.themes,
      problems: problems.critical * 1000 + problems.warning,
      wordpress: counting(site.wordpress_version ?? ''),
      php: counting(site.php_version ?? ''),
      response: site.response_ms ?? -1,
      seen: site.last_seen_at ?? '',
    },
  }
}

export function select(sites: readonly Listed[], view: SiteView): Site[] {
  const words = plain(view.q).split(/\s+/).filter(Boolean)
  const shown = sites.filter(
    ({ site, text, keys }) =>
      (view.status === '' || site.status === view.status) &&
      (view.client === '' || site.client_id === view.client) &&
      (!view.updates || Number(keys.updates) > 0) &&
      (!view.problems || Number(keys.problems) > 0) &&
      words.every((word) => text.includes(word)),
  )
  const { key, descending } = view.sort
  const sign = descending ? -1 : 1
  shown.sort((a, b) => {
    const [first, second] = [a.keys[key], b.keys[key]]
    if (first !== second) return first < second ? -sign : sign
    return a.keys.name < b.keys.name ? -1 : 1
  })
  return shown.map(({ site }) => site)
}

export function clientsOf(sites: readonly Site[]): { value: string; label: string }[] {
  const names = new Map(sites.map(({ client_id, client_name }) => [client_id, client_name]))
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label))
}

function sortFromText(text: string): Sort<SortKey> {
  const key = SORT_KEYS.find((candidate) => candidate === text.replace(/^-/, ''))
  return key ? { key, descending: text.startsWith('-') } : DEFAULT_SORT
}

/** Lower case without accents, so that "Muller" finds "Müller". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Compares as people count: 6.10 comes after 6.9, and "Shop 12" after "Shop 2". */
function counting(text: string): string {
  return text.replace(/\d+/g, (number) => number.padStart(6, '0'))
}
