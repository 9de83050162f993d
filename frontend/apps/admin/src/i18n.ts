import { useI18n as useSharedI18n } from '@wingman/i18n'
import type en from './messages/en'

export type MessageKey = keyof typeof en

export const useI18n = () => useSharedI18n<MessageKey>()
