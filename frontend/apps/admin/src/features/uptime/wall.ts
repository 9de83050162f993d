import { SITE_STATUSES, type SiteStatus, type WallSite } from '@wingman/api'

export interface WallView {
  status: SiteStatus | ''
  client: string
  tag: string
}

export type DayLook = 'good' | 'short' | 'long' | 'unknown'

/** A hundredth of a day, as in a site's own bar: somebody has noticed. */
const LONG_SECONDS = 864
/** The worse the higher: the picture holds without colour. */
const HEIGHTS: Record<DayLook, number> = { good: 4, short: 6, long: 8, unknown: 2 }
export const BAR_HEIGHT = 8

export function lookOf(downSeconds: number | null): DayLook {
  if (downSeconds === null) return 'unknown'
  if (downSeconds === 0) return 'good'
  return downSeconds < LONG_SECONDS ? 'short' : 'long'
}

export function daysWithOutages({ down_seconds }: WallSite): number {
  return down_seconds.filter((seconds) => seconds !== null && seconds > 0).length
}

/** One path for each look instead of one element for each day: a wall has hundreds of bars. */
export function barPaths(days: readonly (number | null)[]): [DayLook, string][] {
  const paths = new Map<DayLook, string>()
  days.forEach((seconds, index) => {
    const look = lookOf(seconds)
    const height = HEIGHTS[look]
    paths.set(look, `${paths.get(look) ?? ''}M${index} ${BAR_HEIGHT - height}h.8v${height}h-.8z`)
  })
  return [...paths]
}

/** Those wanted, the worst first; within a status those that were down the longest, then by name. */
export function hung(sites: readonly WallSite[], { status, client, tag }: WallView): WallSite[] {
  return sites
    .filter((site) => (!status || site.status === status) && (!client || site.client_id === client) && (!tag || site.tags.includes(tag)))
    .map((site) => ({ site, rank: SITE_STATUSES.indexOf(site.status) }))
    .sort((a, b) => a.rank - b.rank || (a.site.uptime ?? 101) - (b.site.uptime ?? 101) || (a.site.name < b.site.name ? -1 : 1))
    .map(({ site }) => site)
}

export interface Layout {
  columns: number
  height: number
  first: number
  last: number
}

/** Which tiles can be seen, with some rows to spare; the others are not drawn. */
export function layoutOf(count: number, view: { width: number; height: number; top: number }, tile: { width: number; height: number }): Layout {
  const spare = 3
  const columns = Math.max(1, Math.floor(view.width / tile.width))
  const rows = Math.ceil(count / columns)
  const firstRow = Math.max(0, Math.floor(view.top / tile.height) - spare)
  const lastRow = Math.min(rows, Math.ceil((view.top + view.height) / tile.height) + spare)
  return { columns, height: rows * tile.height, first: firstRow * columns, last: Math.min(count, lastRow * columns) }
}
