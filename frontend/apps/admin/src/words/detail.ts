/** Reading the figures behind a condition or an event: a newer platform may send other shapes. */

export type Detail = Readonly<Record<string, unknown>>

export function textOf(detail: Detail, name: string): string | undefined {
  const value = detail[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function numberOf(detail: Detail, name: string): number | undefined {
  const value = detail[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
