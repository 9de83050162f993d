import type { Incident, IncidentEvent, SiteChange } from '@wingman/api'
import { lasted } from '@wingman/i18n'
import type { StatusTone } from '@wingman/tokens'
import { useWords, type IncidentKey } from './i18n'

export const STATE_TONES: Record<Incident['state'], StatusTone> = { open: 'bad', acknowledged: 'warn', resolved: 'idle' }

const OF_MONITOR = 'monitor_'
/** A monitor fails, and a page stays in maintenance: neither is a site that went offline. */
const OFFLINE = 'site_offline'

export function useIncidentWords() {
  const { t, locale } = useWords()

  /** Why it began; what has no words comes back as its key. */
  function causeText({ kind, cause }: Pick<Incident, 'kind' | 'cause'>): string {
    const key = `${kind.startsWith(OF_MONITOR) ? 'monitorReason' : 'reason'}.${cause}` as IncidentKey
    return t(key) === key ? '' : t(key)
  }

  /** The platform keeps its title in English; what it knows can be said in any language. */
  function titleOf(incident: Pick<Incident, 'kind' | 'shared' | 'site_name' | 'title'>): string {
    if (incident.kind === 'maintenance_lasts' && incident.site_name !== null) return t('incidents.titleOfMaintenance', { site: incident.site_name })
    if (incident.kind !== OFFLINE) return incident.title
    if (incident.shared) return t('incidents.titleOfSites', { shared: incident.shared })
    return incident.site_name === null ? incident.title : t('incidents.titleOfSite', { site: incident.site_name })
  }

  function durationText({ started_at, duration_seconds }: Pick<Incident, 'started_at' | 'duration_seconds'>, now: Date): string {
    if (duration_seconds !== null) return t('incidents.lasted', { duration: lasted(locale.value, duration_seconds) })
    return t('incidents.lasting', { duration: lasted(locale.value, Math.max(0, (now.getTime() - Date.parse(started_at)) / 1000)) })
  }

  function eventText({ kind, author, text }: IncidentEvent, of: Incident['kind']): string {
    if (kind === 'opened' && of !== OFFLINE) return t('incident.event.began')
    if (kind === 'note' || kind === 'post_mortem') return text
    if (kind === 'escalated' || kind === 'reminded') return t(`incident.event.${kind}`, { channel: text || t('incident.event.administrators') })
    return kind === 'acknowledged' ? t('incident.event.acknowledged', { by: author }) : t(`incident.event.${kind}`)
  }

  function eventNote({ kind, author, is_public, site_name }: IncidentEvent): string | undefined {
    if (kind === 'note') return `${author} · ${t(is_public ? 'incident.public' : 'incident.staffOnly')}`
    return kind === 'joined' || kind === 'recovered' ? (site_name ?? undefined) : undefined
  }

  function changeText({ kind, name, before_version, version }: SiteChange): string {
    return t(`incident.change.${kind}`, { name, before: before_version, version })
  }

  return { titleOf, durationText, eventText, eventNote, changeText, causeText }
}
