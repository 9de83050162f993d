import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'status-pages/:id?', name: 'status-pages', component: withWords(() => import('./StatusPages.vue')), props: true },
]
