import type { TimelineEntry } from '@wingman/api'
import type { TimelineItem } from '@wingman/ui'
import { ArrowLeftRight, CircleCheck, CircleDot, Link2, Link2Off, Package, Plus, Terminal } from '@lucide/vue'
import { STATUS_LOOKS } from '@wingman/ui'
import { SITE_STATUSES, type SiteStatus } from '@wingman/api'
import { useI18n, type MessageKey } from '../i18n'
import { conditionIcon, SEVERITY_TONES, useConditionWords } from './conditions'
import { textOf } from './detail'
import { useReasonWords } from './status'

type Words = Pick<TimelineItem, 'text' | 'icon' | 'tone'>

export function useTimelineWords() {
  const { t } = useI18n()
  const { conditionTitle, conditionText } = useConditionWords()
  const { reasonText } = useReasonWords()

  function timelineItem(entry: TimelineEntry): TimelineItem {
    return { id: entry.id, at: entry.at, note: noteOf(entry), ...wordsOf(entry) }
  }

  function wordsOf({ kind, severity, detail }: TimelineEntry): Words {
    const condition = textOf(detail, 'kind') ?? ''
    switch (kind) {
      case 'site_added':
        return { text: t('event.site_added'), icon: Plus, tone: 'idle' }
      case 'connected':
      case 'reconnected':
        return { text: t(`event.${kind}`), icon: Link2, tone: 'ok' }
      case 'disconnected':
        return { text: t('event.disconnected'), icon: Link2Off, tone: 'warn' }
      case 'status_changed':
        return statusWords(textOf(detail, 'from'), textOf(detail, 'to'))
      case 'condition_opened':
        return { text: t('event.condition_opened', { problem: conditionTitle(condition, detail) }), icon: conditionIcon(condition), tone: SEVERITY_TONES[severity] }
      case 'condition_closed':
        return { text: t('event.condition_closed', { problem: conditionTitle(condition, detail) }), icon: CircleCheck, tone: 'ok' }
      case 'inventory_changed':
        return { text: t('event.inventory_changed'), icon: Package, tone: 'idle' }
      case 'command_requested':
      case 'command_finished':
        return { text: t(`event.${kind}`, { command: commandName(textOf(detail, 'command') ?? textOf(detail, 'name')) }), icon: Terminal, tone: 'idle' }
      default:
        return { text: String(kind).replaceAll('_', ' '), icon: CircleDot, tone: 'idle' }
    }
  }

  function statusWords(from: string | undefined, to: string | undefined): Words {
    const status = SITE_STATUSES.find((candidate): candidate is SiteStatus => candidate === to)
    if (!status) return { text: t('event.status_changed'), icon: ArrowLeftRight, tone: 'idle' }
    // A site that was never seen before is not back.
    const isFirst = status === 'online' && from === 'pending'
    return { text: t(isFirst ? 'event.status.firstOnline' : `event.status.${status}`), icon: STATUS_LOOKS[status].icon, tone: STATUS_LOOKS[status].tone }
  }

  function noteOf({ kind, detail, actor }: TimelineEntry): string | undefined {
    if (kind === 'condition_opened') return conditionText(textOf(detail, 'kind') ?? '', detail) || undefined
    if (kind === 'status_changed') return reasonText(textOf(detail, 'reason') ?? '') || undefined
    return actor || undefined
  }

  function commandName(name: string | undefined): string {
    const known = ['refresh', 'ping', 'rotate_keys', 'disconnect']
    return name && known.includes(name) ? t(`command.${name}` as MessageKey) : (name ?? '')
  }

  return { timelineItem }
}
