import { expect, test } from 'vitest'
import { lastDays, uptimeOf, worstOf, type DayFigures } from './days'

const NOW = new Date('2026-11-23T10:00:00Z')

function day(date: string, down = 0): DayFigures {
  const up = 86_400 - down
  return { at: `${date}T00:00:00.000Z`, uptime: (100 * up) / 86_400, up_seconds: up, down_seconds: down }
}

test('a bar has every day, also those of which nothing is known', () => {
  const days = lastDays([day('2026-11-22', 60)], 3, NOW)

  expect(days.map(({ look }) => look)).toEqual(['unknown', 'short', 'unknown'])
  expect(days.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(['2026-11-21', '2026-11-22', '2026-11-23'])
})

test('a day looks as bad as it was', () => {
  const days = lastDays([day('2026-11-21'), day('2026-11-22', 60), day('2026-11-23', 3600)], 3, NOW)

  expect(days.map(({ look }) => look)).toEqual(['good', 'short', 'long'])
})

test('a hundred per cent means that nothing was missing', () => {
  expect(uptimeOf(lastDays([day('2026-11-22', 0.1), day('2026-11-23')], 2, NOW))).toBe(99.999)
  expect(uptimeOf(lastDays([day('2026-11-23')], 1, NOW))).toBe(100)
  expect(uptimeOf(lastDays([], 30, NOW))).toBeNull()
})

test('the worst day comes first, and good ones not at all', () => {
  const days = lastDays([day('2026-11-20', 90), day('2026-11-21'), day('2026-11-22', 600), day('2026-11-23', 5)], 4, NOW)

  expect(worstOf(days, 2).map(({ point }) => point?.down_seconds)).toEqual([600, 90])
})
