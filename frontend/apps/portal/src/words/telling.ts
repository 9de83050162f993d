import { useClock } from '@wingman/ui'
import { useWords } from '../i18n'
import type { Words } from './site'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function useTelling() {
  const { t, format } = useWords()
  const now = useClock()

  /** Today by the hour, else with its day. */
  function moment(at: string): string {
    return isSameDay(at, now.value as Date) ? format.value.time(at) : format.value.dateTime(at)
  }

  /** In one's own time zone; a day is said once. */
  function span(from: string, to: string): string {
    return t('time.span', { from: format.value.dateTime(from), to: isSameDay(from, to) ? format.value.time(to) : format.value.dateTime(to) })
  }

  /** Hours with their minutes: an hour and a half is not an hour to who waited. */
  function lasted(seconds: number): string {
    const rest = seconds % HOUR
    const isMixed = seconds > HOUR && seconds < DAY && rest >= MINUTE
    return isMixed ? `${format.value.duration(seconds - rest)} ${format.value.duration(rest)}` : format.value.duration(seconds)
  }

  function tell({ key, values, at }: Words): string {
    return t(key, at === undefined ? values : { ...values, time: moment(at) })
  }

  return { moment, span, lasted, tell }
}

function isSameDay(a: string | Date, b: string | Date): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
