import type { AuditEntry } from '@wingman/api'
import { useWords, type AdministrationKey } from '../../administration/i18n'

/** An action as people say it. One that has no words yet is shown by its name, so that nothing is hidden. */
export function useAuditWords() {
  const { t } = useWords()

  function actionText(action: string): string {
    return known(`audit.action.${action}`) ?? action.replaceAll('_', ' ').replace('.', ': ')
  }

  function objectText(entry: AuditEntry): string {
    return entry.user_id === entry.object_id ? t('audit.own') : kindText(entry.object_kind)
  }

  function kindText(kind: string): string {
    return known(`audit.kind.${kind}`) ?? kind.replaceAll('_', ' ')
  }

  function actorText({ actor }: AuditEntry): string {
    return actor === 'system' ? t('audit.platform') : actor
  }

  /** What has no words comes back as its key. */
  function known(key: string): string | undefined {
    const text = t(key as AdministrationKey)
    return text === key ? undefined : text
  }

  return { actionText, kindText, objectText, actorText }
}
