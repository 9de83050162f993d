import type { Channel } from '@wingman/api'
import { expect, test } from 'vitest'
import { ALL_CRITICAL, changesOf, draftOf, faultOf, newChannel, quietNights, timingOf, withTiming } from './draft'

const CHANNEL: Channel = {
  id: 'c1',
  kind: 'slack',
  name: '#on-call',
  hint: 'hooks.slack.com',
  is_enabled: true,
  disabled_at: null,
  disabled_reason: null,
  created_at: '2026-11-23T10:00:00.000Z',
  last_delivered_at: null,
  routes: [{ ...ALL_CRITICAL, client_id: 'k1', minimum_severity: 'warning', quiet_hours: quietNights('Europe/Berlin') }],
}

test('a new channel begins with all that is critical', () => {
  expect(draftOf()).toEqual({ kind: 'slack', name: '', target: '', routes: [ALL_CRITICAL] })
})

test('a target that is left empty is kept, and one that is typed replaces it', () => {
  const draft = draftOf(CHANNEL)
  expect(draft.target).toBe('')
  expect(changesOf(draft)).toEqual({ name: '#on-call', routes: CHANNEL.routes })
  expect(changesOf({ ...draft, target: ' x ' }).target).toBe('x')
})

test('what is missing is named, the first first', () => {
  const draft = draftOf()
  expect(faultOf(draft, true)).toBe('nameMissing')
  expect(faultOf({ ...draft, name: 'x' }, true)).toBe('targetMissing')
  expect(faultOf({ ...draft, name: 'x' }, false)).toBeUndefined()
  const always = { ...ALL_CRITICAL, quiet_hours: { ...quietNights('UTC'), ends: '22:00' } }
  expect(faultOf({ ...draft, name: 'x', target: 'y', routes: [always] }, true)).toBe('quietSame')
})

test('what is sent has no stray spaces', () => {
  expect(newChannel({ ...draftOf(), name: ' #on-call ', target: ' https://x ' })).toEqual({
    kind: 'slack',
    name: '#on-call',
    target: 'https://x',
    routes: [ALL_CRITICAL],
  })
})

test('a line tells at once, when nobody answers, or together', () => {
  const held = { ...ALL_CRITICAL, repeat_minutes: 60, quiet_hours: quietNights('UTC') }
  const later = withTiming(held, '15', 'UTC')
  expect([timingOf(held), timingOf(later), later.after_minutes]).toEqual(['now', '15', 15])
  expect(later.quiet_hours).toEqual(held.quiet_hours)

  const daily = withTiming(later, 'daily', 'Europe/Berlin')
  expect(daily).toEqual({ ...ALL_CRITICAL, digest: { hour: 8, weekday: null, time_zone: 'Europe/Berlin' } })
  const weekly = withTiming({ ...daily, digest: { hour: 17, weekday: null, time_zone: 'UTC' } }, 'weekly', 'Europe/Berlin')
  expect(weekly.digest).toEqual({ hour: 17, weekday: 1, time_zone: 'UTC' })
  expect([timingOf(daily), timingOf(weekly)]).toEqual(['daily', 'weekly'])
  expect(withTiming(weekly, 'now', 'UTC')).toEqual(ALL_CRITICAL)
})
