import { differences, type Catalogue } from '@wingman/i18n'
import { describe, expect, it } from 'vitest'
import administrationDe from '../administration/messages/de'
import administrationEn from '../administration/messages/en'
import monitorDe from '../features/monitors/messages/de'
import monitorEn from '../features/monitors/messages/en'
import incidentDe from '../features/incidents/messages/de'
import incidentEn from '../features/incidents/messages/en'
import maintenanceDe from '../features/maintenance/messages/de'
import maintenanceEn from '../features/maintenance/messages/en'
import siteDe from '../features/sites/messages/de'
import siteEn from '../features/sites/messages/en'
import wallDe from '../features/uptime/messages/de'
import wallEn from '../features/uptime/messages/en'
import appDe from './de'
import appEn from './en'

const sources = import.meta.glob<string>('../**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })
const code = Object.entries(sources).filter(([path]) => !path.includes('/messages/')).map(([, source]) => source).join('\n')

const CATALOGUES: Record<string, [Catalogue, Catalogue]> = {
  app: [appEn, appDe], 'pages of a site': [siteEn, siteDe], administration: [administrationEn, administrationDe],
  monitors: [monitorEn, monitorDe],
  incidents: [incidentEn, incidentDe],
  maintenance: [maintenanceEn, maintenanceDe], 'uptime wall': [wallEn, wallDe],
}

describe.each(Object.entries(CATALOGUES))('the words of the %s', (_, [en, de]) => {
  it('are all there in German', () => {
    expect(differences(en, de)).toEqual([])
  })

  it('are all used somewhere', () => {
    // A key may be built from a prefix: `status.${status}`.
    const prefixes = [...code.matchAll(/[`']([a-zA-Z_.]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '')
    const isUsed = (key: string) => code.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix))

    expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([])
  })
})

it('no message is said twice', () => {
  const all = [appEn, siteEn, administrationEn, monitorEn, incidentEn, maintenanceEn, wallEn].flatMap((words) => Object.keys(words))

  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
})

it('every key that is asked for exists', () => {
  const asked = [...code.matchAll(/\bt\('([a-zA-Z_.]+)'/g)].map(([, key]) => key ?? '')
  const shared = /^(common|status|error)\./
  const known = new Set(
    [appEn, siteEn, administrationEn, monitorEn, incidentEn, maintenanceEn, wallEn].flatMap((words) => Object.keys(words)),
  )

  expect(asked.filter((key) => !shared.test(key) && !known.has(key))).toEqual([])
})

it('the app itself does not wait for the words of its parts', () => {
  const shell = Object.entries(sources).filter(([path]) => /^\.\.\/(shell|words|features\/(home|clients))\//.test(path))
  const asked = shell.flatMap(([, source]) => [...source.matchAll(/\bt\('([a-zA-Z_.]+)'/g)].map(([, key]) => key ?? ''))

  expect(asked.filter((key) => key in administrationEn || key in siteEn || key in incidentEn)).toEqual([])
})
