import type { Translation } from '@wingman/i18n'
import type en from './en'

const de: Translation<typeof en> = {
  'wall.days': { one: 'Letzter {count} Tag', other: 'Letzte {count} Tage' },
  'wall.range': 'Gezeigte Tage',
  'wall.status': 'Status',
  'wall.anyStatus': 'Jeder Status',
  'wall.client': 'Kunde',
  'wall.anyClient': 'Jeder Kunde',
  'wall.tag': 'Schlagwort',
  'wall.anyTag': 'Jedes Schlagwort',
  'wall.fullScreen': 'Ganzer Bildschirm',
  'wall.leaveFullScreen': 'Ganzen Bildschirm verlassen',
  'wall.count': { one: '{count} Website', other: '{count} Websites' },
  'wall.matching': '{count} von {total} Websites',
  'wall.sites': 'Websites, die schlechtesten zuerst',
  'wall.empty': 'Noch keine Websites',
  'wall.emptyText': 'Verbinden Sie eine Website, und sie hängt von ihrer ersten Prüfung an hier.',
  'wall.noMatch': 'Keine Website passt',
  'wall.uptime24': 'Letzte 24 Stunden',
  'wall.uptime7': 'Letzte 7 Tage',
  'wall.uptime30': 'Letzte 30 Tage',
  'wall.median': 'Die Hälfte antwortet binnen',
  'wall.slow': '95 von 100 binnen',
  'wall.problems': 'Offene Probleme',
  'wall.picture': { one: '{count} von {days} Tagen mit Ausfällen', other: '{count} von {days} Tagen mit Ausfällen' },
  'wall.noUptime': 'Nichts bekannt',
  'wall.asOf': 'Stand {time}',
}

export default de
