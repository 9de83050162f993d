const DAY_MS = 86_400_000
const HALF_A_DAY_MS = DAY_MS / 2
/** Less than this, and somebody has noticed: a quarter of an hour of a day. */
const BAD_BELOW = 99

/** As the platform tells a day; `uptime` in per cent. */
export interface DayFigures {
  at: string
  uptime: number | null
  up_seconds: number
  down_seconds: number
}

export type DayLook = 'good' | 'short' | 'long' | 'unknown'

export interface Day {
  /** Noon in UTC, so that its date is the same in nearly every time zone. */
  at: Date
  point: DayFigures | undefined
  look: DayLook
}

/** The last days in order, today last; also those of which nothing is known. */
export function lastDays(points: readonly DayFigures[], count: number, now: Date): Day[] {
  const known = new Map(points.map((point) => [Date.parse(point.at), point]))
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  return Array.from({ length: count }, (_, index) => {
    const start = today - (count - 1 - index) * DAY_MS
    const point = known.get(start)
    return { at: new Date(start + HALF_A_DAY_MS), point, look: lookOf(point) }
  })
}

function lookOf(point: DayFigures | undefined): DayLook {
  if (point === undefined || point.uptime === null) return 'unknown'
  if (point.down_seconds === 0) return 'good'
  return point.uptime < BAD_BELOW ? 'long' : 'short'
}

/** In per cent to three decimals, rounded down as the platform does: 100 means that nothing was missing. */
export function uptimeOf(days: readonly Day[]): number | null {
  const up = sum(days, 'up_seconds')
  const known = up + sum(days, 'down_seconds')
  return known === 0 ? null : Math.floor((up * 100_000) / known) / 1000
}

/** The days with the longest outages, the worst first. */
export function worstOf(days: readonly Day[], most: number): Day[] {
  return days
    .filter(({ look }) => look === 'short' || look === 'long')
    .sort((a, b) => (b.point?.down_seconds ?? 0) - (a.point?.down_seconds ?? 0))
    .slice(0, most)
}

function sum(days: readonly Day[], figure: 'up_seconds' | 'down_seconds'): number {
  return days.reduce((total, { point }) => total + (point?.[figure] ?? 0), 0)
}
