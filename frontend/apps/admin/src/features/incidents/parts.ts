import { withWords } from './i18n'

export const list = withWords(() => import('./IncidentsPage.vue'))
export const one = withWords(() => import('./IncidentPage.vue'))
export const link = withWords(() => import('./AcknowledgeScreen.vue'))
export const ofSite = withWords(() => import('./SiteIncidentsPanel.vue'))
