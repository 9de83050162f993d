import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import type { MessageKey } from '../../i18n'
import type en from './messages/en'

export type IncidentKey = MessageKey | keyof typeof en

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

export const useWords = (): I18n<IncidentKey> => useI18n<IncidentKey>()

/** A part about incidents and its words, fetched side by side when it is first shown. */
export function withWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), addMessages(messages)])
    return part
  }
}
