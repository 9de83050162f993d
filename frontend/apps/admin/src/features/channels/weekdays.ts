import { useWords } from '../../administration/i18n'

export function useWeekdays() {
  const { locale } = useWords()

  /** 1 is Monday, as the first of January 2024 was. */
  function weekdayText(weekday: number): string {
    return new Intl.DateTimeFormat(locale.value, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)))
  }

  return { weekdayText }
}
