import { computed, ref, shallowRef, type ComputedRef } from 'vue'
import { compose, type Catalogue, type Values } from './catalogue'
import { formatters, type Formatters } from './formatters'
import { commonMessages } from './messages'
import type { CommonKey } from './messages/en'

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]
export type Loader = () => Promise<{ default: Catalogue }>
export type Messages = Readonly<Record<Locale, Loader>>

const STORAGE_KEY = 'wingman.locale'

const locale = ref<Locale>('en')
const catalogue = shallowRef<Catalogue>({})
const format = computed(() => formatters(locale.value))
let sources: readonly Messages[] = [commonMessages]

/** Loads the first words in the language of the person, before anything is drawn. */
export async function startI18n(...messages: Messages[]): Promise<void> {
  sources = [commonMessages, ...messages]
  await load(storedLocale() ?? preferredLocale(navigator.languages))
}

/** Loads the words of a part that most visits do not see. It may be asked for as often as the part is opened. */
export async function addMessages(messages: Messages): Promise<void> {
  if (sources.includes(messages)) return
  const wanted = locale.value
  const { default: words } = await messages[wanted]()
  if (sources.includes(messages)) return
  sources = [...sources, messages]
  if (wanted === locale.value) catalogue.value = { ...catalogue.value, ...words }
  else await load(locale.value)
}

/** Changes the language on the spot and remembers it on this device. */
export async function setLocale(next: Locale): Promise<void> {
  await load(next)
  localStorage.setItem(STORAGE_KEY, next)
}

export interface I18n<Key extends string> {
  t: (key: Key | CommonKey, values?: Values) => string
  locale: ComputedRef<Locale>
  format: ComputedRef<Formatters>
}

/** An app narrows `Key` to its own catalogue once, in its `i18n.ts`. */
export function useI18n<Key extends string = CommonKey>(): I18n<Key> {
  return { t: translate, locale: computed(() => locale.value), format }
}

export function preferredLocale(languages: readonly string[]): Locale {
  const spoken = languages.map((language) => language.slice(0, 2).toLowerCase())
  return spoken.find(isLocale) ?? 'en'
}

function translate(key: string, values: Values = {}): string {
  const message = catalogue.value[key]
  // A key on the screen is ugly but honest; the missing-key test keeps it from happening.
  return message === undefined ? key : compose(message, values, locale.value)
}

async function load(next: Locale): Promise<void> {
  const loaded = await Promise.all(sources.map((messages) => messages[next]()))
  catalogue.value = Object.assign({}, ...loaded.map(({ default: words }) => words)) as Catalogue
  locale.value = next
  document.documentElement.lang = next
}

function storedLocale(): Locale | undefined {
  const stored = localStorage.getItem(STORAGE_KEY) ?? ''
  return isLocale(stored) ? stored : undefined
}

function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value)
}
