import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'users', name: 'users', component: withWords(() => import('./UsersPage.vue')) },
  { path: 'users/:id', name: 'user', component: withWords(() => import('./UserPage.vue')), props: true },
]
