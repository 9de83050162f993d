import type { AlertRoute, Channel, ChannelChanges, ChannelKind, NewChannel, QuietHours } from '@wingman/api'

/** A channel while it is being written: the target stays empty when it is to be kept. */
export interface ChannelDraft {
  kind: ChannelKind
  name: string
  target: string
  routes: AlertRoute[]
}

export type ChannelFault = 'nameMissing' | 'targetMissing' | 'quietSame'

export const ALL_CRITICAL: AlertRoute = { client_id: null, minimum_severity: 'critical', quiet_hours: null }

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
