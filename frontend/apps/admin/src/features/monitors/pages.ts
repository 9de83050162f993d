import { addMessages, type Messages } from '@wingman/i18n'
import { withWords } from '../../administration/i18n'

/** The parts about monitors, with their words. Fetched itself only when one is shown: the way in does not pay for them. */

const messages: Messages = { en: () => import('./messages/en'), de: () => import('./messages/de') }

const withMonitorWords = <Part>(load: () => Promise<Part>) => withWords(() => Promise.all([load(), addMessages(messages)]).then(([part]) => part))

export const monitorsPage = withMonitorWords(() => import('./MonitorsPage.vue'))
export const siteMonitorsTab = withMonitorWords(() => import('./SiteMonitorsTab.vue'))
