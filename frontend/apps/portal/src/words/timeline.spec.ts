import type { TimelineEntry } from '@wingman/api'
import { expect, it } from 'vitest'
import { happenings } from './timeline'

function entry(kind: string, detail: Record<string, unknown> = {}, severity: TimelineEntry['severity'] = 'info'): TimelineEntry {
  return { id: kind, at: '2026-08-01T12:00:00Z', kind: kind as TimelineEntry['kind'], severity, actor: '', detail }
}

const told = (...entries: TimelineEntry[]) => happenings(entries).map(({ words, tone }) => [words.key, tone])

it.each([
  ['site_added', {}, 'happened.site_added'],
  ['status_changed', { from: 'online', to: 'offline' }, 'happened.offline'],
  ['status_changed', { from: 'offline', to: 'online' }, 'happened.online'],
  ['status_changed', { from: 'pending', to: 'online' }, 'happened.firstOnline'],
  ['status_changed', { to: 'a newer status' }, 'happened.other'],
  ['condition_opened', { kind: 'disk_low' }, 'waiting.disk_low'],
  ['condition_closed', { kind: 'disk_low' }, 'solved.disk_low'],
  ['a_newer_kind', {}, 'happened.other'],
])('%s %j is told as %s', (kind, detail, key) => {
  expect(told(entry(kind, detail)).map(([words]) => words)).toEqual([key])
})

it('tells an outage once, although both the check and the judgement write it down', () => {
  const outage = [entry('condition_opened', { kind: 'site_offline' }, 'critical'), entry('status_changed', { to: 'offline' }, 'critical')]

  expect(told(...outage)).toEqual([['happened.offline', 'bad']])
})

it('keeps the workings of commands to the agency', () => {
  expect(told(entry('command_finished'))).toEqual([])
})

it('warns of what is grave, and only of that', () => {
  const tones = (['critical', 'warning', 'info'] as const).map((severity) => told(entry('condition_opened', { kind: 'php_outdated' }, severity))[0]?.[1])

  expect(tones).toEqual(['warn', 'warn', 'idle'])
})
