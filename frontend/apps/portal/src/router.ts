import { accountGuard, accountRoute, doorRoutes, peopleRoute } from '@wingman/account/routes'
import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'
import type { PortalKey } from './i18n'
import type { Session } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    title?: PortalKey
  }
}

export function createPortalRouter(session: Session, history: RouterHistory = createWebHistory('/portal/')): Router {
  const router = createRouter({
    history,
    routes: [
      ...doorRoutes,
      {
        path: '/',
        component: () => import('./shell/PortalShell.vue'),
        children: [
          { path: '', name: 'overview', component: () => import('./features/overview/OverviewScreen.vue'), meta: { title: 'portal.name' } },
          { path: 'sites/:id', name: 'site', component: () => import('./features/site/SiteScreen.vue'), props: true, meta: { title: 'portal.name' } },
          accountRoute,
          peopleRoute,
          { path: ':rest(.*)*', name: 'missing', component: () => import('./shell/MissingScreen.vue'), meta: { title: 'missing.title' } },
        ],
      },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })

  router.beforeEach(async (to) => {
    await session.restore()
    return accountGuard(session.user.value, to)
  })
  return router
}
