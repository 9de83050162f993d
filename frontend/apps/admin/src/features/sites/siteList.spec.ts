import type { Site } from '@wingman/api'
import { describe, expect, it } from 'vitest'
import { clientsOf, listed, queryFromView, select, viewFromQuery, type SiteView } from './siteList'

function aSite(changes: Partial<Site>): Site {
  return {
    id: changes.name ?? 'id', client_id: 'c1', client_name: 'Alder', name: 'Shop', url: 'https://shop.example', status: 'online', status_reason: '',
    status_since: '2026-08-01T00:00:00Z', wordpress_version: '6.8', php_version: '8.3', plugin_version: '1', last_seen_at: null, connected_at: null, paused_until: null,
    tags: [], updates: { core: 0, plugins: 0, themes: 0, translations: 0 }, problems: { critical: 0, warning: 0 }, response_ms: null,
    created_at: '2026-08-01T00:00:00Z', ...changes,
  }
}

const PLAIN = viewFromQuery({})
const names = (sites: Site[], view: Partial<SiteView>) => select(sites.map(listed), { ...PLAIN, ...view }).map(({ name }) => name)

describe('the list of sites', () => {
  it('finds words anywhere, without accents and in any order', () => {
    const sites = [aSite({ name: 'Bäckerei Müller', url: 'https://brot.example' }), aSite({ name: 'Other' })]

    expect(names(sites, { q: 'muller BROT' })).toEqual(['Bäckerei Müller'])
  })

  it('keeps only what fits every filter', () => {
    const sites = [
      aSite({ name: 'a', status: 'offline', problems: { critical: 1, warning: 0 } }),
      aSite({ name: 'b', status: 'offline', client_id: 'c2', problems: { critical: 1, warning: 0 } }),
      aSite({ name: 'c', updates: { core: 0, plugins: 2, themes: 0, translations: 0 } }),
    ]

    expect(names(sites, { status: 'offline', client: 'c1', problems: true })).toEqual(['a'])
    expect(names(sites, { updates: true })).toEqual(['c'])
  })

  it('does not count translations as updates: they install themselves', () => {
    expect(names([aSite({ updates: { core: 0, plugins: 0, themes: 0, translations: 9 } })], { updates: true })).toEqual([])
  })

  it.each([
    ['name', ['Shop 2', 'Shop 10']],
    ['wordpress', ['Shop 2', 'Shop 10']],
    ['status', ['Shop 10', 'Shop 2']],
  ] as const)('sorted by %s counts as people do and puts harm first', (key, expected) => {
    const sites = [aSite({ name: 'Shop 10', wordpress_version: '6.10', status: 'offline' }), aSite({ name: 'Shop 2', wordpress_version: '6.9' })]

    expect(names(sites, { sort: { key, descending: false } })).toEqual(expected)
    expect(names(sites, { sort: { key, descending: true } })).toEqual([...expected].reverse())
  })

  it('orders equals by name', () => {
    expect(names([aSite({ name: 'b' }), aSite({ name: 'a' })], { sort: { key: 'response', descending: true } })).toEqual(['a', 'b'])
  })
})

describe('the address', () => {
  it('says the view, and nothing when the view is plain', () => {
    const view: SiteView = { q: ' shop ', status: 'offline', client: 'c1', updates: true, problems: false, sort: { key: 'seen', descending: true } }

    expect(queryFromView(view)).toEqual({ q: 'shop', status: 'offline', client: 'c1', updates: '1', sort: '-seen' })
    expect(viewFromQuery(queryFromView(view))).toEqual({ ...view, q: 'shop' })
    expect(queryFromView(PLAIN)).toEqual({})
  })

  it('with nonsense in it shows the plain list', () => {
    expect(viewFromQuery({ status: 'exploded', sort: '-luck', updates: 'yes' })).toEqual(PLAIN)
  })
})

it('the clients of the list are offered by name, each once', () => {
  const sites = [aSite({ client_id: '2', client_name: 'Birch' }), aSite({ client_id: '1', client_name: 'Alder' }), aSite({ client_id: '2', client_name: 'Birch' })]

  expect(clientsOf(sites)).toEqual([{ value: '1', label: 'Alder' }, { value: '2', label: 'Birch' }])
})
