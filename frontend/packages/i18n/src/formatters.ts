/** Figures, sizes and times in the words of one language. Every function is pure given its locale. */

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

// Only relative times are inflected rightly by Intl ("vor 3 Tagen"), so how long is said by turning one around.
const LASTING: Record<string, [RegExp, string]> = {
  en: [/^(.*) ago$/, 'for $1'],
  de: [/^vor (.*)$/, 'seit $1'],
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

export interface Formatters {
  number: (value: number, digits?: number) => string
  percent: (share: number, digits?: number) => string
  bytes: (bytes: number) => string
  milliseconds: (value: number) => string
  dateTime: (at: string | Date) => string
  date: (at: string | Date) => string
  time: (at: string | Date) => string
  /** "3 minutes ago", "in 2 days"; anything under 45 seconds is now. */
  relative: (at: string | Date, now: Date) => string
  /** "for 3 days", "seit 3 Tagen": how long something has been so. */
  lasting: (since: string | Date, now: Date) => string
  /** "1 Aug": for axes and other narrow places. */
  day: (at: string | Date) => string
  /** "Sat 14:00": where days are few but dates would repeat. */
  weekTime: (at: string | Date) => string
  /** "3 hours", without a direction. */
  duration: (seconds: number) => string
}

export function formatters(locale: string): Formatters {
  const relativeTime = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const elapsed = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })
  const weekTime = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: 'numeric', minute: '2-digit' })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const figure = (value: number, digits: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { ...options, maximumFractionDigits: digits }).format(value)
  const unit = (value: number, name: string, digits = 0, unitDisplay: 'short' | 'long' = 'short') =>
    figure(value, digits, { style: 'unit', unit: name, unitDisplay })

  return {
    number: (value, digits = 0) => figure(value, digits),
    percent: (share, digits = 0) => figure(share, digits, { style: 'percent' }),
    bytes: (bytes) => {
      const power = Math.min(BYTE_UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1000)))
      const value = bytes / 1000 ** power
      return unit(value, BYTE_UNITS[power] ?? 'byte', value < 10 && power > 0 ? 1 : 0)
    },
    milliseconds: (value) => (value < 1000 ? unit(Math.round(value), 'millisecond') : unit(value / 1000, 'second', 1)),
    dateTime: (at) => dateTime.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    relative: (at, now) => {
      const seconds = (new Date(at).getTime() - now.getTime()) / 1000
      const step = STEPS.find(([, size]) => Math.abs(seconds) >= size)
      if (step) return relativeTime.format(Math.trunc(seconds / step[1]), step[0])
      return Math.abs(seconds) < 45 ? relativeTime.format(0, 'second') : relativeTime.format(Math.sign(seconds), 'minute')
    },
    lasting: (since, now) => {
      const seconds = Math.max(60, (now.getTime() - new Date(since).getTime()) / 1000)
      const [name, size] = STEPS.find(([, size]) => seconds >= size) ?? ['minute', 60]
      const [pattern, words] = LASTING[locale] ?? [/$^/, '']
      return elapsed.format(-Math.trunc(seconds / size), name).replace(pattern, words)
    },
    day: (at) => day.format(new Date(at)),
    weekTime: (at) => weekTime.format(new Date(at)),
    duration: (seconds) => {
      const [name, size] = STEPS.find(([, size]) => seconds >= size) ?? ['second', 1]
      return unit(Math.trunc(seconds / size), name, 0, 'long')
    },
  }
}
