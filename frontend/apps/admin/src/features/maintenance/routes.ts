import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: 'maintenance', name: 'maintenance', component: () => import('./open').then(({ open }) => open()) }]
