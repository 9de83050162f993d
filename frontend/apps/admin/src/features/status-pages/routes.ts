import { addMessages, type Messages } from '@wingman/i18n'
import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

const withStatusWords = <Part>(load: () => Promise<Part>) => withWords(() => Promise.all([load(), addMessages(messages)]).then(([part]) => part))

export const routes: RouteRecordRaw[] = [
  { path: 'status-pages', name: 'status-pages', component: withStatusWords(() => import('./StatusPagesPage.vue')) },
  { path: 'status-pages/new', name: 'add-status-page', component: withStatusWords(() => import('./AddStatusPage.vue')) },
  { path: 'status-pages/:id', name: 'status-page', component: withStatusWords(() => import('./EditStatusPage.vue')), props: true },
]
