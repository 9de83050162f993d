import { addMessages, useI18n as useSharedI18n, type Messages } from '@wingman/i18n'
import type siteEn from './features/sites/messages/en'
import type en from './messages/en'

export type MessageKey = keyof typeof en | keyof typeof siteEn

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

/** The words of the app, which those who only want to sign in do not wait for. */
export const loadWords = () => addMessages(messages)

export const useI18n = () => useSharedI18n<MessageKey>()
