import { useI18n, type I18n } from '@wingman/i18n'
import type { AdministrationKey } from '../../administration/i18n'
import type en from './messages/en'

export type MonitorKey = AdministrationKey | keyof typeof en

export const useMonitorWords = (): I18n<MonitorKey> => useI18n<MonitorKey>()
