import { beforeEach, describe, expect, it } from 'vitest'
import { compose } from './catalogue'
import { differences } from './differences'
import { formatters } from './formatters'
import { addMessages, preferredLocale, setLocale, startI18n, useI18n } from './i18n'
import de from './messages/de'
import en from './messages/en'

it('German says everything that English says', () => {
  expect(differences(en, de)).toEqual([])
})

describe('differences between catalogues', () => {
  it('names missing, unknown and empty messages and other placeholders', () => {
    const english = { a: 'Hello {name}', b: 'B', c: { one: '{count} site', other: '{count} sites' }, e: 'E' }
    const other = { a: 'Hallo', c: '{count} Seiten', d: 'D', e: ' ' }

    expect(differences(english, other)).toEqual([
      'a: other placeholders', 'b: missing', 'c: plural in one language only', 'e: empty', 'd: unknown in English',
    ])
  })
})

describe('a message', () => {
  it('fills in its values with the figures of the language', () => {
    expect(compose('{count} of {name}', { count: 10_000, name: 'Acme' }, 'de')).toBe('10.000 of Acme')
  })

  it('keeps a placeholder that nobody filled, so that the gap is seen', () => {
    expect(compose('Hello {name}', {}, 'en')).toBe('Hello {name}')
  })

  it.each([[1, '1 site'], [0, '0 sites'], [2, '2 sites']])('chooses the plural form for %i', (count, expected) => {
    expect(compose({ one: '{count} site', other: '{count} sites' }, { count }, 'en')).toBe(expected)
  })
})

describe('the language of the person', () => {
  beforeEach(() => localStorage.clear())

  it.each([
    [['fr-FR', 'de-AT', 'en'], 'de'],
    [['en-GB', 'de'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ] as const)('for %j is %s', (languages, expected) => {
    expect(preferredLocale(languages)).toBe(expected)
  })

  it('changes on the spot and is remembered', async () => {
    const app = { en: async () => ({ default: { 'app.hi': 'Hi' } }), de: async () => ({ default: { 'app.hi': 'Moin' } }) }
    await startI18n(app)
    const { t, locale } = useI18n<'app.hi'>()

    await setLocale('de')
    expect([t('app.hi'), t('common.close'), locale.value, document.documentElement.lang]).toEqual(['Moin', 'Schließen', 'de', 'de'])

    await startI18n(app)
    expect(t('app.hi')).toBe('Moin')
  })
})

it('the words of a part come when it is opened, and follow the language from then on', async () => {
  const app = { en: async () => ({ default: {} }), de: async () => ({ default: {} }) }
  const part = { en: async () => ({ default: { 'part.hi': 'Hi' } }), de: async () => ({ default: { 'part.hi': 'Moin' } }) }
  localStorage.clear()
  await startI18n(app)
  await setLocale('en')
  const { t } = useI18n<'part.hi'>()
  expect(t('part.hi')).toBe('part.hi')

  await Promise.all([addMessages(part), addMessages(part)])
  await addMessages(part)
  expect(t('part.hi')).toBe('Hi')

  await setLocale('de')
  expect([t('part.hi'), t('common.close')]).toEqual(['Moin', 'Schließen'])
})

describe('figures', () => {
  const english = formatters('en')
  const now = new Date('2026-08-01T12:00:00Z')

  it.each([
    [0, '0 byte'], [999, '999 byte'], [1500, '1.5 kB'], [25_400_000, '25 MB'], [9_960_000_000, '10 GB'],
  ])('%i bytes are shown as %s', (bytes, expected) => {
    expect(english.bytes(bytes)).toBe(expected)
  })

  it.each([
    ['2026-08-01T11:59:50Z', 'now'],
    ['2026-08-01T11:59:10Z', '1 minute ago'],
    ['2026-08-01T09:00:00Z', '3 hours ago'],
    ['2026-07-31T11:00:00Z', 'yesterday'],
    ['2026-08-03T13:00:00Z', 'in 2 days'],
  ])('%s reads as "%s"', (at, expected) => {
    expect(english.relative(at, now)).toBe(expected)
  })

  it.each([
    ['en', '2026-07-29T11:00:00Z', 'for 3 days'],
    ['de', '2026-07-29T11:00:00Z', 'seit 3 Tagen'],
    ['de', '2026-08-01T11:59:58Z', 'seit 1 Minute'],
  ])('in %s, what began at %s has been so %s', (locale, since, expected) => {
    expect(formatters(locale).lasting(since, now)).toBe(expected)
  })

  it('speak the language', () => {
    const german = formatters('de')
    expect(german.relative('2026-08-01T09:00:00Z', now)).toBe('vor 3 Stunden')
    expect(german.duration(7_300)).toBe('2 Stunden')
    expect([english.milliseconds(212.4), english.milliseconds(1840)]).toEqual(['212 ms', '1.8 sec'])
    expect([english.percent(0.5), english.number(12345)]).toEqual(['50%', '12,345'])
  })
})
