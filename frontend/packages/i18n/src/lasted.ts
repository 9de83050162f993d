const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "2 hours 33 minutes", "12 days 3 hours": an hour and a half is not an hour to who waited. Apart from the rest, as the way in needs none. */
export function lasted(locale: string, seconds: number): string {
  const said = (value: number, unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.trunc(value))
  const place = STEPS.findIndex(([, size]) => seconds >= size)
  const [unit, size] = STEPS[place] ?? ['second', 1]
  const [smaller, smallerSize] = STEPS[place + 1] ?? [unit, size]
  const rest = seconds % size
  return rest >= smallerSize ? `${said(seconds / size, unit)} ${said(rest / smallerSize, smaller)}` : said(seconds / size, unit)
}
