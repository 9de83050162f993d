import { addMessages, type Messages } from '@wingman/i18n'
import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

/** A page of sites and what only such pages say. */
const withSiteWords = <Part>(load: () => Promise<Part>) => () => Promise.all([load(), addMessages(messages)]).then(([part]) => part)

export const routes: RouteRecordRaw[] = [
  { path: 'sites', name: 'sites', component: withSiteWords(() => import('./SitesPage.vue')) },
  { path: 'sites/new', name: 'add-site', component: withSiteWords(() => import('./AddSitePage.vue')) },
  {
    path: 'sites/:id',
    component: withSiteWords(() => import('./SitePage.vue')),
    props: true,
    children: [
      { path: '', name: 'site', component: () => import('./SiteOverview.vue') },
      { path: 'uptime', name: 'site-uptime', component: () => import('./uptime/UptimeTab.vue') },
      { path: 'monitors', name: 'site-monitors', component: () => import('../monitors/pages').then(({ siteMonitorsTab }) => siteMonitorsTab()) },
      { path: 'keys', name: 'site-keys', component: withWords(() => import('./keys/SiteKeysTab.vue')) },
    ],
  },
  { path: 'sites/:id/connect', name: 'connect-site', component: withSiteWords(() => import('./ConnectSitePage.vue')), props: true },
]
