import { expect, it } from 'vitest'
import { lasted } from './lasted'

it.each([
  ['en', 0, '0 seconds'],
  ['en', 59.9, '59 seconds'],
  ['en', 260, '4 minutes'],
  ['en', 3600, '1 hour'],
  ['en', 9_180, '2 hours 33 minutes'],
  ['en', 86_400 * 12 + 3 * 3600, '12 days 3 hours'],
  ['en', 86_400 * 40 + 59 * 60, '40 days'],
  ['de', 7_300, '2 Stunden 1 Minute'],
])('in %s, %i seconds are %s', (locale, seconds, expected) => {
  expect(lasted(locale, seconds)).toBe(expected)
})
