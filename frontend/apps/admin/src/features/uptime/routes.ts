import type { RouteRecordRaw } from 'vue-router'
import { withWallWords } from './i18n'

export const routes: RouteRecordRaw[] = [{ path: 'uptime', name: 'uptime-wall', component: withWallWords(() => import('./WallPage.vue')) }]
