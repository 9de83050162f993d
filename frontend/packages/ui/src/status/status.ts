import { CircleCheck, CircleDashed, Link2, OctagonX, Pause, TriangleAlert, Wrench } from '@lucide/vue'
import type { StatusTone } from '@wingman/tokens'
import type { CommonKey } from '@wingman/i18n'
import type { Component } from 'vue'

export type StatusName = 'online' | 'degraded' | 'offline' | 'maintenance' | 'paused' | 'pending' | 'unknown'

interface Look {
  tone: StatusTone
  icon: Component
  label: CommonKey
}

/** A status is always a shape, a word and a colour: never colour alone. */
export const STATUS_LOOKS: Record<StatusName, Look> = {
  online: { tone: 'ok', icon: CircleCheck, label: 'status.online' },
  degraded: { tone: 'warn', icon: TriangleAlert, label: 'status.degraded' },
  offline: { tone: 'bad', icon: OctagonX, label: 'status.offline' },
  maintenance: { tone: 'info', icon: Wrench, label: 'status.maintenance' },
  paused: { tone: 'idle', icon: Pause, label: 'status.paused' },
  pending: { tone: 'idle', icon: Link2, label: 'status.pending' },
  unknown: { tone: 'idle', icon: CircleDashed, label: 'status.unknown' },
}

export const TONE_CHIP: Record<StatusTone, string> = {
  ok: 'bg-ok-bg text-ok-text border-ok-line',
  warn: 'bg-warn-bg text-warn-text border-warn-line',
  bad: 'bg-bad-bg text-bad-text border-bad-line',
  info: 'bg-info-bg text-info-text border-info-line',
  idle: 'bg-idle-bg text-idle-text border-idle-line',
}

export const TONE_TEXT: Record<StatusTone, string> = {
  ok: 'text-ok-text',
  warn: 'text-warn-text',
  bad: 'text-bad-text',
  info: 'text-info-text',
  idle: 'text-idle-text',
}

export const TONE_SOLID: Record<StatusTone, string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
  info: 'bg-info',
  idle: 'bg-idle',
}
