import type { User } from '@wingman/api'
import type { RouteLocationNormalized, RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import { withAllWords, withDoorWords } from './i18n'

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
  { path: '/reset', name: 'reset', component: withAllWords(() => import('./links/ResetScreen.vue')), meta: { public: true } },
  { path: '/welcome', name: 'welcome', component: withAllWords(() => import('./links/WelcomeScreen.vue')), meta: { public: true } },
  { path: '/confirm-email', name: 'confirm-email', component: withAllWords(() => import('./links/ConfirmEmailScreen.vue')), meta: { public: true } },
  { path: '/enrol', name: 'enrol', component: withAllWords(() => import('./enrol/EnrolScreen.vue')) },
]

/** Inside the shell. */
export const accountRoute: RouteRecordRaw = {
  path: 'account', name: 'account', component: withAllWords(() => import('./security/AccountScreen.vue')),
}
export const peopleRoute: RouteRecordRaw = {
  path: 'people', name: 'people', component: withAllWords(() => import('./people/PeopleScreen.vue')),
}

/** Who may go where. What the person wanted is kept in the address, so that it is reached in the end. */
export function accountGuard(user: User | null, to: RouteLocationNormalized): RouteLocationRaw | true {
  const isSignIn = to.name === 'sign-in'
  if (to.meta.public && !(user && isSignIn)) return true
  if (!user) return { name: 'sign-in', query: nextOf(to) }
  if (user.must_enrol) return to.name === 'enrol' || { name: 'enrol', query: isSignIn ? to.query : nextOf(to) }
  return isSignIn || to.name === 'enrol' ? { path: '/' } : true
}

function nextOf({ path, fullPath }: RouteLocationNormalized): { next?: string } {
  return path === '/' ? {} : { next: fullPath }
}
