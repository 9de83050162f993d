import { useMediaQuery, type Column } from '@wingman/ui'
import { computed } from 'vue'
import { useI18n } from '../../i18n'
import type { SortKey } from './siteList'

/** Fewer columns where the window is narrow; the widest shows all. */
export function useSiteColumns() {
  const { t } = useI18n()
  const roomy = useMediaQuery('(min-width: 1180px)')
  const spacious = useMediaQuery('(min-width: 1440px)')

  return computed<Column<SortKey>[]>(() => {
    const column = (key: SortKey, width: string, align?: 'end'): Column<SortKey> => ({
      key, label: t(`sites.column.${key}`), width, sortable: true, ...(align && { align }),
    })
    return [
      column('name', 'minmax(11rem, 2fr)'),
      ...(roomy.value ? [column('client', 'minmax(7rem, 1.2fr)')] : []),
      column('status', '9.5rem'),
      column('problems', '5rem', 'end'),
      column('updates', '5rem', 'end'),
      ...(roomy.value ? [column('wordpress', '6rem', 'end')] : []),
      ...(spacious.value ? [column('php', '4.5rem', 'end'), column('response', '6rem', 'end')] : []),
      column('seen', '7.5rem', 'end'),
    ]
  })
}
