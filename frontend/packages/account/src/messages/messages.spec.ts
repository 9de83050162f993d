import { differences, type Catalogue } from '@wingman/i18n'
import { expect, it } from 'vitest'
import doorDe from './door/de'
import doorEn from './door/en'
import ownDe from './own/de'
import ownEn from './own/en'

const en: Catalogue = { ...doorEn, ...ownEn }

const sources = import.meta.glob<string>('../**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })
const code = Object.entries(sources).filter(([path]) => !path.includes('/messages/')).map(([, source]) => source).join('\n')

it('German says everything that English says', () => {
  expect([...differences(doorEn, doorDe), ...differences(ownEn, ownDe)]).toEqual([])
})

it('every message is used somewhere', () => {
  // A key may be built from a prefix: `door.title.${place}`.
  const prefixes = [...code.matchAll(/[`']([a-zA-Z_.]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '')
  const isUsed = (key: string) => code.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix))

  expect(Object.keys(en).filter((key) => !isUsed(key))).toEqual([])
})

it('every key that is asked for exists', () => {
  const asked = [...code.matchAll(/\bt\('([a-zA-Z_.]+)'/g)].map(([, key]) => key ?? '')
  const shared = /^(common|status|error)\./

  expect(asked.filter((key) => !shared.test(key) && !(key in en))).toEqual([])
})
