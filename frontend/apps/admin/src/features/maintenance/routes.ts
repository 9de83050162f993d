import type { RouteRecordRaw } from 'vue-router'
import { withMaintenanceWords } from './i18n'

export const routes: RouteRecordRaw[] = [
  { path: 'maintenance', name: 'maintenance', component: withMaintenanceWords(() => import('./MaintenancePage.vue')) },
]
