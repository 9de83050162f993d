import type { SiteStatus, WallSite } from '@wingman/api'
import { expect, test } from 'vitest'
import { barPaths, daysWithOutages, hung, layoutOf, lookOf } from './wall'

const site = (name: string, status: SiteStatus, changes: Partial<WallSite> = {}): WallSite => ({
  id: name, name, status, client_id: 'k1', client_name: 'Alder', tags: [], status_reason: '', status_since: '2026-11-23T10:00:00.000Z', response_ms: 200,
  uptime: 100, down_seconds: [0, 30, null, 5000], ...changes,
})
const ALL = { status: '', client: '', tag: '' } as const

test('the worst hang first, then those that were down the longest', () => {
  const sites = [site('c', 'online'), site('b', 'online', { uptime: 99.1 }), site('a', 'online'), site('z', 'offline'), site('m', 'maintenance')]

  expect(hung(sites, ALL).map(({ name }) => name)).toEqual(['z', 'm', 'b', 'a', 'c'])
})

test('filters take what all of them want', () => {
  const sites = [site('a', 'online', { tags: ['shop'] }), site('b', 'online', { client_id: 'k2', tags: ['shop'] }), site('c', 'offline')]

  expect(hung(sites, { ...ALL, tag: 'shop', client: 'k2' }).map(({ name }) => name)).toEqual(['b'])
  expect(hung(sites, { ...ALL, status: 'offline' }).map(({ name }) => name)).toEqual(['c'])
})

test('a day is as bad as its outage was long, and unknown where nothing is known', () => {
  expect([0, 30, 864, null].map(lookOf)).toEqual(['good', 'short', 'long', 'unknown'])
  expect(daysWithOutages(site('a', 'online'))).toBe(2)
})

test('a bar is one path for each look', () => {
  expect(barPaths([0, 0, 5000])).toEqual([['good', 'M0 4h.8v4h-.8zM1 4h.8v4h-.8z'], ['long', 'M2 0h.8v8h-.8z']])
})

test('of ten thousand tiles only those in sight are drawn', () => {
  const layout = layoutOf(10_000, { width: 1900, height: 900, top: 30_000 }, { width: 190, height: 60 })

  expect(layout).toEqual({ columns: 10, height: 60_000, first: 4970, last: 5180 })
  expect(layoutOf(3, { width: 100, height: 900, top: 0 }, { width: 190, height: 60 })).toEqual({ columns: 1, height: 180, first: 0, last: 3 })
})
