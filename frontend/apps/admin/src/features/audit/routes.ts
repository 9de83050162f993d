import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'audit-log', name: 'audit-log', component: withWords(() => import('./AuditPage.vue')) },
]
