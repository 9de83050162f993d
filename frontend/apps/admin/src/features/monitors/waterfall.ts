import type { TryReport } from '@wingman/api'

type Phases = NonNullable<TryReport['phases']>
type Step = 'dns_ms' | 'connect_ms' | 'tls_ms' | 'first_byte_ms' | 'rest_ms'

export interface Bar {
  name: Step
  ms: number
  /** Where it begins and how long it is, in per cent of all. */
  start: number
  width: number
}

/** One bar after the other; what was not done has none. Redirects before the last page count to the rest. */
export function waterfall(phases: Phases): Bar[] {
  const steps: [Step, number][] = [
    ['dns_ms', phases.dns_ms],
    ['connect_ms', phases.connect_ms],
    ['tls_ms', phases.tls_ms],
    ['first_byte_ms', phases.first_byte_ms],
  ]
  const known = steps.reduce((sum, [, ms]) => sum + ms, 0)
  const all: [Step, number][] = [...steps, ['rest_ms', Math.max(0, phases.total_ms - known)]]
  const total = Math.max(known, phases.total_ms, 1)
  let before = 0
  return all
    .map(([name, ms]) => {
      const bar = { name, ms, start: (before / total) * 100, width: (ms / total) * 100 }
      before += ms
      return bar
    })
    .filter(({ ms }) => ms > 0)
}
