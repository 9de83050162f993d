import { withWallWords } from './i18n'

export const open = withWallWords(() => import('./WallPage.vue'))
