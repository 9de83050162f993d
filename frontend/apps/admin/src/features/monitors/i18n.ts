import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import { withWords, type AdministrationKey } from '../../administration/i18n'
import type en from './messages/en'

export type MonitorKey = AdministrationKey | keyof typeof en

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

export const useMonitorWords = (): I18n<MonitorKey> => useI18n<MonitorKey>()

/** A part about monitors and its words, fetched side by side when it is first shown. */
export function withMonitorWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return withWords(() => Promise.all([load(), addMessages(messages)]).then(([part]) => part))
}
