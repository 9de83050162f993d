import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import type { MessageKey } from '../../i18n'
import type monitorEn from '../monitors/messages/en'
import type en from './messages/en'

export type IncidentKey = MessageKey | keyof typeof en | keyof typeof monitorEn

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }
/** Why a monitor fails is said as its own screens say it. */
const monitorMessages: Messages = { en: () => import('../monitors/messages/en'), de: () => import('../monitors/messages/de') }

export const useWords = (): I18n<IncidentKey> => useI18n<IncidentKey>()

/** A part about incidents and its words, fetched side by side when it is first shown. */
export function withWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), addMessages(messages), addMessages(monitorMessages)])
    return part
  }
}
