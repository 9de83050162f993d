import type { Loader, Locale } from '../i18n'

export const commonMessages: Record<Locale, Loader> = {
  en: () => import('./en'),
  de: () => import('./de'),
}
