import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: 'clients', name: 'clients', component: () => import('./ClientsPage.vue') },
  { path: 'clients/:id', name: 'client', component: () => import('./ClientPage.vue'), props: true },
]
