import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'approvals', name: 'approvals', component: withWords(() => import('./ApprovalsPage.vue')) },
]
