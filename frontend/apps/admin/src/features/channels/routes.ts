import type { RouteRecordRaw } from 'vue-router'
import { withWords } from '../../administration/i18n'

export const routes: RouteRecordRaw[] = [{ path: 'channels', name: 'channels', component: withWords(() => import('./ChannelsPage.vue')) }]
