import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import { withWords, type AdministrationKey } from '../../administration/i18n'
import type en from './messages/en'

export type MaintenanceKey = AdministrationKey | keyof typeof en

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

export const useMaintenanceWords = (): I18n<MaintenanceKey> => useI18n<MaintenanceKey>()

/** A screen of maintenance, its words and those of administration, fetched side by side. */
export function withMaintenanceWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return withWords(async () => {
    const [part] = await Promise.all([load(), addMessages(messages)])
    return part
  })
}
