import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'
import type { PortalKey } from './i18n'
import type { Session } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    title?: PortalKey
    isPublic?: boolean
  }
}

export function createPortalRouter(session: Session, history: RouterHistory = createWebHistory('/portal/')): Router {
  const router = createRouter({
    history,
    routes: [
      { path: '/sign-in', name: 'sign-in', component: () => import('./features/sign-in/SignInScreen.vue'), meta: { title: 'signIn.submit', isPublic: true } },
      {
        path: '/',
        component: () => import('./shell/PortalShell.vue'),
        children: [
          { path: '', name: 'overview', component: () => import('./features/overview/OverviewScreen.vue'), meta: { title: 'portal.name' } },
          { path: 'sites/:id', name: 'site', component: () => import('./features/site/SiteScreen.vue'), props: true, meta: { title: 'portal.name' } },
          { path: ':rest(.*)*', name: 'missing', component: () => import('./shell/MissingScreen.vue'), meta: { title: 'missing.title' } },
        ],
      },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })

  router.beforeEach(async (to) => {
    await session.restore()
    if (session.user.value) return to.name === 'sign-in' ? { name: 'overview' } : true
    return to.meta.isPublic ? true : { name: 'sign-in', query: to.path === '/' ? {} : { next: to.fullPath } }
  })
  return router
}

/** Only our own paths: an address from a link must not lead out of the portal. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
