import type { Approval } from '@wingman/api'
import { useWords } from '../../administration/i18n'

const KNOWN = ['disconnect', 'rotate_keys'] as const

/** A request as one sentence, and what it leads to. */
export function useApprovalWords() {
  const { t } = useWords()

  function title({ command, site_name: site }: Approval): string {
    const known = KNOWN.find((name) => name === command)
    return known ? t(`approvals.command.${known}`, { site }) : t('approvals.command.other', { command: command.replaceAll('_', ' '), site })
  }

  function consequence({ command }: Approval): string {
    const known = KNOWN.find((name) => name === command)
    return known ? t(`approvals.consequence.${known}`) : ''
  }

  return { title, consequence }
}
