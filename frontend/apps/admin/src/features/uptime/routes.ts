import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: 'uptime', name: 'uptime-wall', component: () => import('./open').then(({ open }) => open()) }]
