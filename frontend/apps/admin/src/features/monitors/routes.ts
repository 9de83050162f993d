import type { RouteRecordRaw } from 'vue-router'
import { withMonitorWords } from './i18n'

export const routes: RouteRecordRaw[] = [{ path: 'monitors', name: 'monitors', component: withMonitorWords(() => import('./MonitorsPage.vue')) }]
