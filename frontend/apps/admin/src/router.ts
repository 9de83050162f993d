import { createRouter, createWebHistory, type RouteRecordRaw, type RouterScrollBehavior } from 'vue-router'
import { routes as clientRoutes } from './features/clients/routes'
import { routes as homeRoutes } from './features/home/routes'
import { routes as siteRoutes } from './features/sites/routes'
import type { useSession } from './stores/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reachable without a login. */
    public?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./features/session/SignInPage.vue'), meta: { public: true } },
  {
    path: '/',
    component: () => import('./shell/AppShell.vue'),
    children: [
      ...homeRoutes,
      ...siteRoutes,
      ...clientRoutes,
      { path: ':path(.*)*', name: 'not-found', component: () => import('./features/errors/NotFoundPage.vue') },
    ],
  },
]

const scrollBehavior: RouterScrollBehavior = (to, from, saved) => {
  if (saved) return saved
  // Filters change the address of the page that is already open: stay where the eye is.
  return to.path === from.path ? false : { top: 0 }
}

export function createAppRouter(session: ReturnType<typeof useSession>) {
  const router = createRouter({ history: createWebHistory('/app/'), routes, scrollBehavior })
  router.beforeEach((to) => {
    if (!session.user && !to.meta.public) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
    if (session.user && to.name === 'sign-in') return { path: '/' }
    return true
  })
  return router
}
