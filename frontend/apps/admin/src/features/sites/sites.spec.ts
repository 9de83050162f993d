import type { SnapshotPoint } from '@wingman/api'
import { describe, expect, it } from 'vitest'
import { addressOf, nameFromAddress } from './address'
import { pointsOf, spanOf } from './history'
import { hostOf } from './hostOf'
import { softwareRows } from './software'

describe('a typed address', () => {
  it.each([
    ['example.org', 'https://example.org'],
    [' http://www.example.org/ ', 'http://www.example.org'],
    ['https://example.org/blog/', 'https://example.org/blog'],
    ['http://127.0.0.1:9201', 'http://127.0.0.1:9201'],
    ['localhost', 'https://localhost'],
  ])('%s is completed to %s', (typed, expected) => {
    expect(addressOf(typed)).toBe(expected)
  })

  it.each(['', 'my site', 'alder', 'https://'])('"%s" is none', (typed) => {
    expect(addressOf(typed)).toBeUndefined()
  })

  it('gives a first name and is shown without its scheme', () => {
    expect(nameFromAddress('https://www.alder.example/shop')).toBe('alder.example')
    expect(hostOf('https://alder.example/')).toBe('alder.example')
  })
})

describe('the history of a number', () => {
  const now = new Date('2026-08-03T00:00:00Z')
  const aSnapshot = (taken_at: string, until: string | null, load_ms: number | null) => ({ seq: 1, taken_at, until, load_ms }) as SnapshotPoint

  it('holds a value for as long as the snapshot did, the last one until now', () => {
    const points = pointsOf(
      [aSnapshot('2026-08-02T00:00:00Z', null, 300), aSnapshot('2026-08-01T00:00:00Z', '2026-08-01T12:00:00Z', 200)], 'load_ms', now,
    )

    expect(points.map(({ value }) => value)).toEqual([200, 200, 300, 300])
    expect(points.at(-1)?.at).toBe(now.toISOString())
  })

  it('is one point when nothing lasted', () => {
    expect(pointsOf([aSnapshot('2026-08-03T00:00:00Z', null, 1)], 'load_ms', now)).toHaveLength(1)
  })

  it('is summed up by its least, most and latest, and by nothing when nothing was reported', () => {
    expect(spanOf([{ at: 'a', value: 3 }, { at: 'b', value: null }, { at: 'c', value: 1 }])).toEqual({ least: 1, most: 3, latest: 1 })
    expect(spanOf([{ at: 'a', value: null }])).toBeUndefined()
  })
})

it('software that waits for an update comes first, inactive software last', () => {
  const item = (name: string, active: boolean, update: string | null) => ({ slug: name, name, version: '1', active, update })
  const rows = softwareRows([item('d', false, null), item('c', true, null), item('b', true, null), item('a', false, '2')])

  expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
})
