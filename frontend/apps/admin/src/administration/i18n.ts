import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import type { MessageKey } from '../i18n'
import type en from './messages/en'

export type AdministrationKey = MessageKey | keyof typeof en

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

export const useWords = (): I18n<AdministrationKey> => useI18n<AdministrationKey>()

/** A screen for administrators and its words, fetched side by side when it is first shown: most visits see neither. */
export function withWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), addMessages(messages)])
    return part
  }
}
