import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: 'monitors', name: 'monitors', component: () => import('./pages').then(({ monitorsPage }) => monitorsPage()) }]
