import type { SnapshotPoint } from '@wingman/api'

export const METRICS = ['load_ms', 'disk_free_bytes', 'database_bytes', 'uploads_bytes', 'memory_peak_bytes'] as const
export type Metric = (typeof METRICS)[number]

interface Point {
  at: string
  value: number | null
}

/** A snapshot says how things were for a while: one point where the while begins and one where it ends. */
export function pointsOf(snapshots: readonly SnapshotPoint[], metric: Metric, now: Date): Point[] {
  const ordered = [...snapshots].sort((a, b) => Date.parse(a.taken_at) - Date.parse(b.taken_at))
  return ordered.flatMap((snapshot) => {
    const value = snapshot[metric]
    const end = snapshot.until ?? now.toISOString()
    const start = { at: snapshot.taken_at, value }
    return Date.parse(end) > Date.parse(snapshot.taken_at) ? [start, { at: end, value }] : [start]
  })
}

export function spanOf(points: readonly Point[]): { least: number; most: number; latest: number } | undefined {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const latest = values.at(-1)
  return latest === undefined ? undefined : { least: Math.min(...values), most: Math.max(...values), latest }
}
