import type { User } from '@wingman/api'
import type { RouteLocationNormalized, RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import { withDoorWords } from './i18n'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reachable without a login. */
    public?: boolean
  }
}

/** What stands outside an app's shell: the ways in. */
export const doorRoutes: readonly RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: withDoorWords(() => import('./sign-in/SignInScreen.vue')), meta: { public: true } },
  { path: '/forgot', name: 'forgot', component: withDoorWords(() => import('./links/ForgotScreen.vue')), meta: { public: true } },
]

/** Who may go where. What the person wanted is kept in the address, so that it is reached in the end. */
export function accountGuard(user: User | null, to: RouteLocationNormalized): RouteLocationRaw | true {
  if (!user) return to.meta.public ? true : { name: 'sign-in', query: nextOf(to) }
  if (to.name === 'sign-in') return { path: '/' }
  return true
}

function nextOf({ path, fullPath }: RouteLocationNormalized): { next?: string } {
  return path === '/' ? {} : { next: fullPath }
}
