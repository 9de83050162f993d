import { createStepUp, provideAccount } from '@wingman/account'
import { createClient, createTransport } from '@wingman/api'
import { provideApi } from '@wingman/api/hooks'
import { startTheme } from '@wingman/ui'
import { createApp } from 'vue'
import './portal.css'
import App from './App.vue'
import { startWords } from './i18n'
import { createPortalRouter } from './router'
import { createSession, provideSession } from './session'

async function start(): Promise<void> {
  startTheme()
  const app = createApp(App)
  const stepUp = createStepUp()
  const api = createClient(
    createTransport({
      onLoginExpired: () => session.user.value && session.forget(),
      onStepUpRequired: stepUp.ask,
      onEnrolmentRequired: () => {
        session.demandFactor()
        leaveFor('enrol')
      },
    }),
  )
  const cache = provideApi(app, api)
  const session = createSession(api, () => {
    cache.clear()
    leaveFor('sign-in')
  })
  const router = createPortalRouter(session)
  provideSession(app, session)
  provideAccount(app, {
    api, stepUp, place: 'portal',
    user: session.user, admit: session.admit, restore: session.restore, signOut: session.signOut,
    hasEnded: () => router.currentRoute.value.query.next !== undefined,
  })

  /** What the person wanted is kept in the address, so that it is reached in the end. */
  function leaveFor(name: 'sign-in' | 'enrol'): void {
    const { name: present, fullPath, meta } = router.currentRoute.value
    if (present !== name && !meta.public) void router.replace({ name, query: { next: fullPath } })
  }

  await startWords()
  app.use(router).mount('#app')
}

// A tab from before a release asks for files that are gone: one reload brings the new ones.
window.addEventListener('vite:preloadError', () => {
  if (sessionStorage.getItem('wingman.reloaded')) return
  sessionStorage.setItem('wingman.reloaded', '1')
  location.reload()
})

void start()
