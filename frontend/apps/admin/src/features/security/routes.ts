import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'security', name: 'security', component: withWords(() => import('./SecurityPage.vue')) },
]
