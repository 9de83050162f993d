import type { ConditionKind, Severity } from '@wingman/api'
import type { StatusTone } from '@wingman/tokens'
import { CircleAlert, CircleArrowUp, Clock4, Gauge, HardDrive, HeartPulse, MapPinned, OctagonX, ServerCog, ShieldAlert, TriangleAlert, Wrench } from '@lucide/vue'
import type { Component } from 'vue'
import { useI18n, type MessageKey } from '../i18n'
import { numberOf, textOf, type Detail } from './detail'
import { useReasonWords } from './status'

export const CONDITION_ICONS: Record<ConditionKind, Component> = {
  site_offline: OctagonX,
  maintenance_lasts: Wrench,
  connection_moved: MapPinned,
  heartbeat_overdue: HeartPulse,
  disk_low: HardDrive,
  fatal_errors: TriangleAlert,
  site_health_critical: ShieldAlert,
  cron_dead: Clock4,
  slower_than_usual: Gauge,
  php_outdated: ServerCog,
  core_outdated: CircleArrowUp,
  updates_waiting: CircleArrowUp,
}

export const SEVERITY_TONES: Record<Severity, StatusTone> = { critical: 'bad', warning: 'warn', info: 'idle' }

export function conditionIcon(kind: string): Component {
  return CONDITION_ICONS[kind as ConditionKind] ?? CircleAlert
}

export function useConditionWords() {
  const { t, format } = useI18n()
  const { reasonText } = useReasonWords()

  /** The name of a kind of problem: "Offline". */
  function conditionTitle(kind: string, detail: Detail = {}): string {
    if (kind === 'php_outdated' && isAhead(textOf(detail, 'ends_on'))) return t('condition.php_ending')
    return kind in CONDITION_ICONS ? t(`condition.${kind}` as MessageKey) : kind.replaceAll('_', ' ')
  }

  /** What the figures say, as the middle of a line: "1.2 GB of 40 GB are free". */
  function conditionText(kind: string, detail: Detail): string {
    return sentenceOf(kind, detail).replace(/\.$/, '')
  }

  function sentenceOf(kind: string, detail: Detail): string {
    switch (kind) {
      case 'site_offline':
        return reasonText(textOf(detail, 'reason') ?? '')
      case 'maintenance_lasts':
        return t('conditionText.maintenance_lasts')
      case 'connection_moved':
        return t('conditionText.connection_moved')
      case 'heartbeat_overdue':
        return t('conditionText.heartbeat_overdue')
      case 'disk_low':
        return t('conditionText.disk_low', {
          free: format.value.bytes(numberOf(detail, 'free_bytes') ?? 0), total: format.value.bytes(numberOf(detail, 'total_bytes') ?? 0),
        })
      case 'fatal_errors':
        return t('conditionText.fatal_errors', { count: numberOf(detail, 'count_24h') ?? 1 })
      case 'site_health_critical':
        return t('conditionText.site_health_critical', { count: numberOf(detail, 'count') ?? 1 })
      case 'cron_dead':
        return t('conditionText.cron_dead', { duration: format.value.duration(numberOf(detail, 'overdue_seconds') ?? 0) })
      case 'slower_than_usual':
        return t('conditionText.slower_than_usual', {
          now: format.value.milliseconds(numberOf(detail, 'now_ms') ?? 0),
          usual: format.value.milliseconds(numberOf(detail, 'usual_ms') ?? 0),
        })
      case 'php_outdated':
        return phpText(detail)
      case 'core_outdated':
        return t('conditionText.core_outdated', { available: textOf(detail, 'available') ?? '', version: textOf(detail, 'version') ?? '' })
      case 'updates_waiting':
        return t('conditionText.updates_waiting', { count: (numberOf(detail, 'plugins') ?? 0) + (numberOf(detail, 'themes') ?? 0) })
      default:
        return ''
    }
  }

  function phpText(detail: Detail): string {
    const version = textOf(detail, 'version') ?? ''
    const endsOn = textOf(detail, 'ends_on')
    if (!endsOn) return t('conditionText.php_ended', { version })
    const key = isAhead(endsOn) ? 'conditionText.php_ends' : 'conditionText.php_ended_on'
    return t(key, { version, date: format.value.date(endsOn) })
  }

  return { conditionTitle, conditionText }
}

function isAhead(date: string | undefined): boolean {
  return date !== undefined && Date.parse(date) > Date.now()
}
