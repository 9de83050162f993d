import { accountGuard, accountRoute, doorRoutes } from '@wingman/account/routes'
import { createRouter, createWebHistory, type RouteRecordRaw, type RouterScrollBehavior } from 'vue-router'
import { routes as approvalRoutes } from './features/approvals/routes'
import { routes as auditRoutes } from './features/audit/routes'
import { routes as channelRoutes } from './features/channels/routes'
import { routes as clientRoutes } from './features/clients/routes'
import { routes as homeRoutes } from './features/home/routes'
import { linkRoute, routes as incidentRoutes } from './features/incidents/routes'
import { routes as invitationRoutes } from './features/invitations/routes'
import { routes as maintenanceRoutes } from './features/maintenance/routes'
import { routes as monitorRoutes } from './features/monitors/routes'
import { routes as securityRoutes } from './features/security/routes'
import { routes as siteRoutes } from './features/sites/routes'
import { routes as wallRoutes } from './features/uptime/routes'
import { routes as statusPageRoutes } from './features/status-pages/routes'
import { routes as userRoutes } from './features/users/routes'
import { loadWords } from './i18n'
import type { useSession } from './stores/session'

const routes: RouteRecordRaw[] = [
  ...doorRoutes,
  linkRoute,
  {
    path: '/',
    component: () => Promise.all([import('./shell/AppShell.vue'), loadWords()]).then(([shell]) => shell),
    children: [
      ...homeRoutes,
      ...siteRoutes,
      ...incidentRoutes,
      ...clientRoutes,
      ...userRoutes,
      ...invitationRoutes,
      ...channelRoutes,
      ...monitorRoutes,
      ...maintenanceRoutes,
      ...wallRoutes,
      ...statusPageRoutes,
      ...approvalRoutes,
      ...auditRoutes,
      ...securityRoutes,
      accountRoute,
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
  router.beforeEach((to) => accountGuard(session.user, to))
  return router
}
