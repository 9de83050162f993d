import type { Outage, PlannedMaintenance } from '@wingman/api'
import { expect, it } from 'vitest'
import { noticedWords, openUntil, partsOut } from './outage'

const NOW = new Date('2026-11-23T10:00:00Z')

function planned(opens_at: string, closes_at: string, ...ids: string[]): PlannedMaintenance {
  const sites = ids.map((id) => ({ id, name: id }))
  return { window_id: 'w', name: 'Move', opens_at, closes_at, sites, sites_count: sites.length }
}

it.each([
  ['error_page', null, 'noticing.error_page'],
  ['error_page', '2026-11-23T09:00:00Z', 'noticed.error_page'],
  ['a newer word', null, 'noticing.other'],
  ['toString', '2026-11-23T09:00:00Z', 'noticed.other'],
])('what visitors noticed of %s, over at %s: %s', (noticed, resolved_at, key) => {
  expect(noticedWords({ noticed: noticed as Outage['noticed'], resolved_at })).toBe(key)
})

it('knows of which website a part is out that visitors notice', () => {
  const outages = [
    { site_id: 'shop', noticed: 'a_part', resolved_at: null },
    { site_id: 'blog', noticed: 'nothing', resolved_at: null },
    { site_id: 'studio', noticed: 'a_part', resolved_at: '2026-11-23T09:00:00Z' },
  ] as Outage[]

  expect([...partsOut(outages)]).toEqual([['shop', 'noticing.a_part']])
})

it('knows until when each website is in maintenance, by the longest that is open', () => {
  const until = openUntil(
    [
      planned('2026-11-23T09:00:00.000Z', '2026-11-23T11:00:00.000Z', 'shop', 'blog'),
      planned('2026-11-23T09:30:00.000Z', '2026-11-23T12:00:00.000Z', 'shop'),
      planned('2026-11-23T10:30:00.000Z', '2026-11-23T18:00:00.000Z', 'blog'),
      planned('2026-11-23T08:00:00.000Z', '2026-11-23T10:00:00.000Z', 'studio'),
    ],
    NOW,
  )

  expect([...until]).toEqual([['shop', '2026-11-23T12:00:00.000Z'], ['blog', '2026-11-23T11:00:00.000Z']])
})
