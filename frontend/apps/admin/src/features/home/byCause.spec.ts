import type { Attention } from '@wingman/api'
import { expect, it } from 'vitest'
import { byCause } from './byCause'

it('problems of one cause stand together, in the order of harm in which they came', () => {
  const problem = (site_id: string, kind: string, severity: Attention['severity']) => ({ site_id, kind, severity }) as Attention
  const causes = byCause([
    problem('1', 'site_offline', 'critical'), problem('2', 'disk_low', 'critical'), problem('3', 'site_offline', 'critical'), problem('4', 'disk_low', 'warning'),
  ])

  expect(causes.map(({ key, items }) => [key, items.map(({ site_id }) => site_id)])).toEqual([
    ['critical-site_offline', ['1', '3']], ['critical-disk_low', ['2']], ['warning-disk_low', ['4']],
  ])
})
