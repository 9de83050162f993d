import type { Site, SiteStatus } from '@wingman/api'
import { describe, expect, it } from 'vitest'
import { conditionWords, speedOf, stateOf, stateOfAll, worstFirst } from './site'

type Told = Pick<Site, 'id' | 'name' | 'status' | 'status_since' | 'updates' | 'problems'>

function told(changes: Partial<Told> = {}): Told {
  return {
    id: 'shop',
    name: 'Bakery',
    status: 'online',
    status_since: '2026-11-23T14:03:00.000Z',
    updates: { core: 0, plugins: 0, themes: 0, translations: 0 },
    problems: { critical: 0, warning: 0 },
    ...changes,
  }
}

const NO_PARTS = new Map()
const withStatus = (status: SiteStatus) => told({ status, name: status })

describe('the sentence about a website', () => {
  it.each([
    ['online', 'ok', 'site.fine'],
    ['offline', 'bad', 'site.offline'],
    ['degraded', 'warn', 'site.degraded'],
    ['maintenance', 'info', 'site.maintenance'],
    ['unknown', 'idle', 'site.unknown'],
    ['pending', 'idle', 'site.pending'],
    ['paused', 'idle', 'site.paused'],
  ] as const)('%s is told as %s: %s', (status, tone, key) => {
    expect(stateOf(withStatus(status))).toMatchObject({ tone, sentence: { key } })
  })

  it('says since when nobody gets in, and until when it was announced', () => {
    const until = '2026-11-23T16:00:00.000Z'

    expect(stateOf(withStatus('offline')).sentence).toEqual({ key: 'site.offline', at: '2026-11-23T14:03:00.000Z' })
    expect(stateOf(withStatus('maintenance'), until)).toMatchObject({ tone: 'info', sentence: { key: 'site.announced', at: until } })
    expect(stateOf(withStatus('online'), until)).toMatchObject({ tone: 'ok', sentence: { key: 'site.mayPause', at: until } })
  })

  it('does not worry anyone with updates, but mentions them', () => {
    const site = told({ updates: { core: 1, plugins: 2, themes: 0, translations: 7 } })

    expect(stateOf(site)).toMatchObject({ tone: 'ok', sentence: { key: 'site.waiting', values: { count: 3 } } })
  })

  it('names a grave problem although visitors can get in', () => {
    expect(stateOf(told({ problems: { critical: 1, warning: 0 } }))).toMatchObject({ tone: 'warn', sentence: { key: 'site.problem' } })
  })

  it('does not call a website well of which a part is out', () => {
    const shop = told()

    expect(stateOf(shop, undefined, 'noticing.a_part')).toMatchObject({ tone: 'warn', sentence: { key: 'noticing.a_part' } })
    expect(stateOfAll([shop], new Map([['shop', 'noticing.a_part']]))).toEqual({ key: 'overview.attention', values: { count: 1 } })
  })

  it('speaks of the list of the agency when there is only a warning', () => {
    expect(stateOf(told({ problems: { critical: 0, warning: 2 } }))).toMatchObject({ tone: 'ok', sentence: { key: 'site.noted' } })
  })
})

describe('the sentence about all websites', () => {
  it.each([
    [['online', 'online'], 'overview.allWell', 2],
    [['online', 'offline', 'degraded'], 'overview.down', 1],
    [['online', 'degraded'], 'overview.attention', 1],
    [['online', 'paused'], 'overview.someWell', 1],
  ] as const)('%j: %s', (statuses, key, count) => {
    expect(stateOfAll(statuses.map(withStatus), NO_PARTS)).toEqual({ key, values: { count } })
  })

  it('promises nothing while nothing runs yet', () => {
    expect(stateOfAll([withStatus('pending')], NO_PARTS)).toEqual({ key: 'overview.starting' })
  })
})

it('shows the worst first, and what is not yet running last', () => {
  const sites = (['paused', 'online', 'pending', 'unknown', 'offline', 'degraded'] as const).map(withStatus)

  expect(worstFirst(sites, NO_PARTS).map(({ name }) => name)).toEqual(['offline', 'degraded', 'unknown', 'online', 'pending', 'paused'])
})

describe('what waits', () => {
  it('counts updates', () => {
    expect(conditionWords('updates_waiting', { plugins: 2, themes: 1 })).toEqual({ key: 'waiting.updates_waiting', values: { count: 3 } })
  })

  it('is told as solved when it ended', () => {
    expect(conditionWords('disk_low', {}, 'solved')).toEqual({ key: 'solved.disk_low' })
  })

  it.each([['a_newer_kind'], [undefined], ['toString']])('is told in general terms when it is %s', (kind) => {
    expect(conditionWords(kind, {})).toEqual({ key: 'waiting.other' })
  })
})

it.each([[80, 'detail.fast'], [900, 'detail.usual'], [4000, 'detail.slow']])('%i ms is %s', (time, key) => {
  expect(speedOf(time)).toBe(key)
})
