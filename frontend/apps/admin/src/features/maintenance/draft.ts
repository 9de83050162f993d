import type { MaintenanceWindow, NewMaintenanceWindow, WindowRecurrence, WindowSchedule, WindowScope } from '@wingman/api'

/** A window while it is being written: day and time apart, as the browser's own fields have them. */
export interface WindowDraft {
  name: string
  day: string
  time: string
  minutes: string
  timeZone: string
  recurrence: WindowRecurrence
  weekdays: number[]
  monthDay: string
  monthWeek: string
  until: string
  scope: WindowScope
  isDownExpected: boolean
  isAnnounced: boolean
}

export type WindowFault = 'nameMissing' | 'scopeMissing' | 'timesMissing' | 'minutesWrong' | 'weekdaysMissing'

export const NOTHING: WindowScope = { covers_all: false, client_ids: [], site_ids: [], tags: [] }
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const MONTH_WEEKS = ['1', '2', '3', '4', '-1'] as const

const DAY_MINUTES = 1440
const LONGEST_MINUTES = 14 * DAY_MINUTES

export function draftOf(window: MaintenanceWindow | undefined, now: Date): WindowDraft {
  if (window) return fromWindow(window)
  const tomorrow = new Date(now.getTime() + 86_400_000)
  return {
    name: '', day: localDay(tomorrow), time: '02:00', minutes: '60', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, recurrence: 'once',
    weekdays: [weekdayOf(localDay(tomorrow))], monthDay: String(tomorrow.getDate()), monthWeek: '1', until: '', scope: NOTHING, isDownExpected: false, isAnnounced: true,
  }
}

function fromWindow({ name, schedule, scope, is_down_expected, is_announced }: MaintenanceWindow): WindowDraft {
  const day = schedule.starts_at.slice(0, 10)
  return {
    name, day, time: schedule.starts_at.slice(11, 16), minutes: String(schedule.duration_minutes), timeZone: schedule.time_zone,
    recurrence: schedule.recurrence, weekdays: schedule.weekdays.length > 0 ? schedule.weekdays : [weekdayOf(day)],
    monthDay: String(schedule.month_day ?? Number(day.slice(8))), monthWeek: String(schedule.month_week ?? 1), until: schedule.until ?? '',
    scope: scope ?? NOTHING, isDownExpected: is_down_expected, isAnnounced: is_announced,
  }
}

export function faultOf(draft: WindowDraft): WindowFault | undefined {
  if (draft.name.trim() === '') return 'nameMissing'
  if (isNothing(draft.scope)) return 'scopeMissing'
  return timesFault(draft)
}

function timesFault({ day, time, minutes, recurrence, weekdays }: WindowDraft): WindowFault | undefined {
  if (!day || !time) return 'timesMissing'
  const length = Number(minutes)
  if (!Number.isInteger(length) || length < 1 || length > (recurrence === 'once' ? LONGEST_MINUTES : DAY_MINUTES)) return 'minutesWrong'
  return recurrence === 'weekly' && weekdays.length === 0 ? 'weekdaysMissing' : undefined
}

export function isNothing({ covers_all, client_ids, site_ids, tags }: WindowScope): boolean {
  return !covers_all && client_ids.length + site_ids.length + tags.length === 0
}

/** Undefined while the times are not whole: then there is nothing to look ahead at. */
export function scheduleOf(draft: WindowDraft): WindowSchedule | undefined {
  if (timesFault(draft)) return undefined
  const { recurrence } = draft
  const isByWeekday = recurrence === 'monthly_by_weekday'
  return {
    starts_at: `${draft.day}T${draft.time}:00`,
    time_zone: draft.timeZone,
    duration_minutes: Number(draft.minutes),
    recurrence,
    weekdays: recurrence === 'weekly' ? draft.weekdays : isByWeekday ? draft.weekdays.slice(0, 1) : [],
    month_day: recurrence === 'monthly_by_day' ? Number(draft.monthDay) : null,
    month_week: isByWeekday ? Number(draft.monthWeek) : null,
    until: recurrence === 'once' ? null : draft.until || null,
  }
}

export function planOf(draft: WindowDraft): NewMaintenanceWindow | undefined {
  const schedule = scheduleOf(draft)
  if (!schedule || faultOf(draft)) return undefined
  // Whoever covers all names nobody.
  const scope = draft.scope.covers_all ? { ...NOTHING, covers_all: true } : draft.scope
  return { name: draft.name.trim(), schedule, scope, is_down_expected: draft.isDownExpected, is_announced: draft.isAnnounced }
}

/** Monday is 1. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7
}

function localDay(at: Date): string {
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
