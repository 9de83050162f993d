import type { WindowOccurrence, WindowSchedule } from '@wingman/api'
import { MONTH_WEEKS } from './draft'
import { useMaintenanceWords } from './i18n'

const HOUR = 60

/** Times of windows in words, on the wall clock of the window's own time zone. */
export function useTimes() {
  const { t, format, locale } = useMaintenanceWords()

  function clock(timeZone: string, options: Intl.DateTimeFormatOptions) {
    return new Intl.DateTimeFormat(locale.value, { timeZone, ...options })
  }

  /** "Sun 29 Nov, 02:30 – 03:30 CET" */
  function spanText({ opens_at, closes_at }: WindowOccurrence, timeZone: string): string {
    const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
    return clock(timeZone, options).formatRange(new Date(opens_at), new Date(closes_at))
  }

  function timeText(at: string, timeZone: string): string {
    return clock(timeZone, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(new Date(at))
  }

  function weekdayText(weekday: number, length: 'short' | 'long' = 'long'): string {
    // 2024 began on a Monday.
    return clock('UTC', { weekday: length }).format(new Date(Date.UTC(2024, 0, weekday)))
  }

  function recurrenceText({ recurrence, weekdays, month_day, month_week }: WindowSchedule): string {
    if (recurrence === 'weekly') return t('maintenance.onWeekdays', { days: weekdays.map((day) => weekdayText(day)).join(', ') })
    if (recurrence === 'monthly_by_day') return t('maintenance.onMonthDay', { day: month_day ?? 1 })
    if (recurrence === 'monthly_by_weekday') {
      const week = MONTH_WEEKS.find((one) => one === String(month_week)) ?? '1'
      return t('maintenance.onMonthWeekday', { week: t(`maintenanceWeek.${week}`), day: weekdayText(weekdays[0] ?? 1) })
    }
    return t(`maintenanceRecurrence.${recurrence}`)
  }

  /** Whole hours as such. */
  function lengthText(minutes: number): string {
    return minutes % HOUR === 0 ? format.value.duration(minutes * 60) : t('maintenance.minutesLong', { count: minutes })
  }

  /** "Every day · 2:30 AM · 1 hour · Europe/Berlin" */
  function scheduleText(schedule: WindowSchedule): string {
    const parts = [
      recurrenceText(schedule),
      schedule.recurrence === 'once' ? '' : clock('UTC', { timeStyle: 'short' }).format(new Date(`${schedule.starts_at}Z`)),
      lengthText(schedule.duration_minutes),
      schedule.time_zone.replaceAll('_', ' '),
      schedule.until ? t('maintenance.untilDay', { day: clock('UTC', { dateStyle: 'medium' }).format(new Date(`${schedule.until}T12:00:00Z`)) }) : '',
    ]
    return parts.filter(Boolean).join(' · ')
  }

  return { spanText, timeText, weekdayText, lengthText, scheduleText }
}
