import { startI18n, useI18n, type I18n } from '@wingman/i18n'
import type { PortalKey } from './messages/en'

export type { PortalKey }

export function startWords(): Promise<void> {
  return startI18n({ en: () => import('./messages/en'), de: () => import('./messages/de') })
}

export function useWords(): I18n<PortalKey> {
  return useI18n<PortalKey>()
}
