export { placeholders, type Catalogue, type Message, type Translation, type Values } from './catalogue'
export { formatters, type Formatters } from './formatters'
export {
  addMessages, LOCALES, preferredLocale, setLocale, startI18n, useI18n, type I18n, type Loader, type Locale, type Messages,
} from './i18n'
export { lasted } from './lasted'
export type { CommonKey } from './messages/en'
export { differences } from './differences'
