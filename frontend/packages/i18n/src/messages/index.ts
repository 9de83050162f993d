import type { Messages } from '../i18n'

export const commonMessages: Messages = {
  en: () => import('./en'),
  de: () => import('./de'),
}
