import { withMaintenanceWords } from './i18n'

export const open = withMaintenanceWords(() => import('./MaintenancePage.vue'))
