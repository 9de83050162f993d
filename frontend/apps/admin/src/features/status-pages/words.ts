import { useI18n, type I18n } from '@wingman/i18n'
import type { AdministrationKey } from '../../administration/i18n'
import type en from './messages/en'

export const useStatusWords = (): I18n<AdministrationKey | keyof typeof en> => useI18n<AdministrationKey | keyof typeof en>()
