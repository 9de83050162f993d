import type { MaintenanceWindow } from '@wingman/api'
import { expect, test } from 'vitest'
import { draftOf, faultOf, NOTHING, planOf, scheduleOf, weekdayOf } from './draft'

const NOW = new Date('2026-11-29T10:00:00Z')
const ALL = { ...NOTHING, covers_all: true }
const WINDOW: MaintenanceWindow = {
  id: 'w1', name: 'Nights', state: 'upcoming', is_down_expected: true, is_automatic: false, is_announced: false, occurrence: null, sites_count: 3,
  created_at: '2026-11-23T10:00:00.000Z', created_by: 'Alice', scope: { ...NOTHING, tags: ['shop'] },
  schedule: {
    starts_at: '2026-12-01T02:30:00', time_zone: 'Europe/Berlin', duration_minutes: 90, recurrence: 'monthly_by_weekday', weekdays: [2],
    month_day: null, month_week: -1, until: '2027-06-30',
  },
}

test('a window comes out of its draft as it went in', () => {
  expect(planOf(draftOf(WINDOW, NOW))).toEqual({
    name: 'Nights', schedule: WINDOW.schedule, scope: WINDOW.scope, is_down_expected: true, is_announced: false,
  })
})

test('what is missing is named, the first first', () => {
  const draft = draftOf(undefined, NOW)
  expect(faultOf(draft)).toBe('nameMissing')
  expect(faultOf({ ...draft, name: 'x' })).toBe('scopeMissing')
  const whole = { ...draft, name: 'x', scope: ALL }
  expect(faultOf(whole)).toBeUndefined()
  expect(faultOf({ ...whole, time: '' })).toBe('timesMissing')
  expect(faultOf({ ...whole, minutes: '2000' })).toBeUndefined()
  expect(faultOf({ ...whole, minutes: '2000', recurrence: 'daily' })).toBe('minutesWrong')
  expect(faultOf({ ...whole, recurrence: 'weekly', weekdays: [] })).toBe('weekdaysMissing')
})

test('what a recurrence does not use is not sent', () => {
  const draft = { ...draftOf(WINDOW, NOW), recurrence: 'once' as const }
  expect(scheduleOf(draft)).toMatchObject({ weekdays: [], month_week: null, month_day: null, until: null })
  expect(scheduleOf({ ...draft, recurrence: 'monthly_by_day', monthDay: '31' })).toMatchObject({ weekdays: [], month_day: 31, month_week: null })
})

test('whoever covers all names nobody', () => {
  const draft = { ...draftOf(WINDOW, NOW), scope: { ...ALL, tags: ['shop'] } }
  expect(planOf(draft)?.scope).toEqual(ALL)
})

test('a new one proposes tomorrow night', () => {
  const draft = draftOf(undefined, NOW)
  expect([draft.day, draft.time, draft.minutes]).toEqual(['2026-11-30', '02:00', '60'])
  expect([weekdayOf('2026-11-30'), weekdayOf('2026-11-29')]).toEqual([1, 7])
})
