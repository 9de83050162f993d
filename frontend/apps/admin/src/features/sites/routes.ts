import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: 'sites', name: 'sites', component: () => import('./SitesPage.vue') },
  { path: 'sites/new', name: 'add-site', component: () => import('./AddSitePage.vue') },
  { path: 'sites/:id', name: 'site', component: () => import('./SitePage.vue'), props: true },
  { path: 'sites/:id/connect', name: 'connect-site', component: () => import('./ConnectSitePage.vue'), props: true },
]
