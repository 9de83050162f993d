import { CircleCheck, CircleDashed, CirclePlus, Link2, OctagonX, RefreshCw, Search, TriangleAlert, Unlink, Wrench } from '@lucide/vue'
import type { TimelineEntry } from '@wingman/api'
import type { StatusTone } from '@wingman/tokens'
import type { Component } from 'vue'
import { conditionWords, type Words } from './site'

export interface Happening {
  id: string
  at: string
  words: Words
  icon: Component
  tone: StatusTone
}

type Look = Omit<Happening, 'id' | 'at'>
type Told = Pick<TimelineEntry, 'kind' | 'severity' | 'detail'>

/** The timeline without what only the agency cares for. */
export function happenings(entries: readonly TimelineEntry[]): Happening[] {
  return entries.flatMap((entry) => {
    const look = lookOf(entry)
    return look ? [{ id: entry.id, at: entry.at, ...look }] : []
  })
}

function lookOf(entry: Told): Look | undefined {
  switch (entry.kind) {
    case 'status_changed':
      return statusLook(entry)
    case 'condition_opened':
      // Visitors who cannot get in are told once: by the change of status.
      return entry.detail.kind === 'site_offline' ? undefined : openedLook(entry)
    case 'condition_closed':
      return entry.detail.kind === 'site_offline' ? undefined : { words: conditionWords(entry.detail.kind, entry.detail, 'solved'), icon: CircleCheck, tone: 'ok' }
    case 'command_finished':
      return undefined
    default:
      return PLAIN[entry.kind] ?? { words: { key: 'happened.other' }, icon: CircleDashed, tone: 'idle' }
  }
}

const PLAIN: Partial<Record<TimelineEntry['kind'], Look>> = {
  site_added: { words: { key: 'happened.site_added' }, icon: CirclePlus, tone: 'idle' },
  connected: { words: { key: 'happened.connected' }, icon: Link2, tone: 'ok' },
  reconnected: { words: { key: 'happened.reconnected' }, icon: Link2, tone: 'ok' },
  disconnected: { words: { key: 'happened.disconnected' }, icon: Unlink, tone: 'idle' },
  inventory_changed: { words: { key: 'happened.inventory_changed' }, icon: RefreshCw, tone: 'idle' },
  command_requested: { words: { key: 'happened.command_requested' }, icon: Search, tone: 'idle' },
}

function openedLook({ severity, detail }: Told): Look {
  const isGrave = severity === 'critical' || severity === 'warning'
  return { words: conditionWords(detail.kind, detail), icon: isGrave ? TriangleAlert : RefreshCw, tone: isGrave ? 'warn' : 'idle' }
}

const BY_STATUS: Record<string, Look> = {
  online: { words: { key: 'happened.online' }, icon: CircleCheck, tone: 'ok' },
  offline: { words: { key: 'happened.offline' }, icon: OctagonX, tone: 'bad' },
  degraded: { words: { key: 'happened.degraded' }, icon: TriangleAlert, tone: 'warn' },
  maintenance: { words: { key: 'happened.maintenance' }, icon: Wrench, tone: 'info' },
  unknown: { words: { key: 'happened.unknown' }, icon: CircleDashed, tone: 'idle' },
  paused: { words: { key: 'happened.paused' }, icon: CircleDashed, tone: 'idle' },
  pending: { words: { key: 'happened.pending' }, icon: CircleDashed, tone: 'idle' },
}

function statusLook({ detail }: Told): Look {
  const look = BY_STATUS[String(detail.to)] ?? { words: { key: 'happened.other' } as Words, icon: CircleDashed, tone: 'idle' as const }
  return detail.to === 'online' && detail.from === 'pending' ? { ...look, words: { key: 'happened.firstOnline' } } : look
}
