import type { AlertRoute, Channel, ChannelChanges, ChannelKind, NewChannel, QuietHours } from '@wingman/api'

/** A channel while it is being written: the target stays empty when it is to be kept. */
export interface ChannelDraft {
  kind: ChannelKind
  name: string
  target: string
  routes: AlertRoute[]
}

export type ChannelFault = 'nameMissing' | 'targetMissing' | 'quietSame'

export const ALL_CRITICAL: AlertRoute = {
  client_id: null, minimum_severity: 'critical', quiet_hours: null, after_minutes: null, repeat_minutes: null, digest: null,
}
/** When a line tells: at once, so many minutes after nobody has answered, or together. */
export const TIMINGS = ['now', '5', '10', '15', '30', '60', 'daily', 'weekly'] as const
export type Timing = (typeof TIMINGS)[number]
export const REPEATS = ['never', '30', '60', '240', '1440'] as const
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const MORNING = 8

export function timingOf({ after_minutes, digest }: AlertRoute): Timing {
  if (digest) return digest.weekday === null ? 'daily' : 'weekly'
  return TIMINGS.find((timing) => timing === String(after_minutes)) ?? 'now'
}

/** A digest is neither held nor repeated; what it is changed from keeps its hour. */
export function withTiming(route: AlertRoute, timing: Timing, timeZone: string): AlertRoute {
  if (timing !== 'daily' && timing !== 'weekly') return { ...route, after_minutes: timing === 'now' ? null : Number(timing), digest: null }
  const { hour, time_zone } = route.digest ?? { hour: MORNING, time_zone: timeZone }
  const digest = { hour, time_zone, weekday: timing === 'weekly' ? 1 : null }
  return { ...route, after_minutes: null, repeat_minutes: null, quiet_hours: null, digest }
}

export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

export function zonesWith(current: string): { value: string; label: string }[] {
  return [...new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

export function quietNights(timeZone: string): QuietHours {
  return { starts: '22:00', ends: '06:30', time_zone: timeZone, wakes_for_critical: true }
}

export function draftOf(channel?: Channel): ChannelDraft {
  if (!channel) return { kind: 'slack', name: '', target: '', routes: [{ ...ALL_CRITICAL }] }
  return { kind: channel.kind, name: channel.name, target: '', routes: channel.routes.map((route) => ({ ...route })) }
}

export function faultOf({ name, target, routes }: ChannelDraft, isNew: boolean): ChannelFault | undefined {
  if (name.trim() === '') return 'nameMissing'
  if (isNew && target.trim() === '') return 'targetMissing'
  return routes.some(({ quiet_hours: quiet }) => quiet && quiet.starts === quiet.ends) ? 'quietSame' : undefined
}

export function newChannel({ kind, name, target, routes }: ChannelDraft): NewChannel {
  return { kind, name: name.trim(), target: target.trim(), routes }
}

export function changesOf({ name, target, routes }: ChannelDraft): ChannelChanges {
  return { name: name.trim(), routes, ...(target.trim() && { target: target.trim() }) }
}
