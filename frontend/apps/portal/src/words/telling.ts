import { useClock } from '@wingman/ui'
import { useWords } from '../i18n'
import type { Words } from './site'

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

  function tell({ key, values, at }: Words): string {
    return t(key, at === undefined ? values : { ...values, time: moment(at) })
  }

  return { moment, span, tell }
}

function isSameDay(a: string | Date, b: string | Date): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}
