import { addMessages, useI18n, type I18n, type Messages } from '@wingman/i18n'
import type { MessageKey } from '../../i18n'
import type en from './messages/en'

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

export const useWallWords = (): I18n<MessageKey | keyof typeof en> => useI18n<MessageKey | keyof typeof en>()

export const withWallWords = <Part>(load: () => Promise<Part>) => () => Promise.all([load(), addMessages(messages)]).then(([part]) => part)
