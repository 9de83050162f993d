import { startI18n } from '@wingman/i18n'
import { beforeAll, expect, it } from 'vitest'
import { useTimelineWords } from './timeline'

beforeAll(() => startI18n({ en: () => import('../messages/en'), de: () => import('../messages/de') }))

const told = (from: string, to: string) =>
  useTimelineWords().timelineItem({ id: '1', at: '2026-03-01T12:00:00Z', kind: 'status_changed', severity: 'info', actor: '', detail: { from, to } }).text

it('a site that answers again is back', () => {
  expect(told('offline', 'online')).toBe('Back online')
})

it('a site that was never seen before is not back', () => {
  expect(told('pending', 'online')).toBe('Reached for the first time')
})
