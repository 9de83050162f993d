import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'invitations', name: 'invitations', component: withWords(() => import('./InvitationsPage.vue')) },
]
