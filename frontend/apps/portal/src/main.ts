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
    createTransport({ onLoginExpired: () => session.user.value && session.forget(), onStepUpRequired: stepUp.ask }),
  )
  const cache = provideApi(app, api)
  const session = createSession(api, () => {
    cache.clear()
    const { name, fullPath } = router.currentRoute.value
    if (name !== 'sign-in') void router.replace({ name: 'sign-in', query: { next: fullPath } })
  })
  const router = createPortalRouter(session)
  provideSession(app, session)
  provideAccount(app, {
    api, stepUp, place: 'portal',
    user: session.user, admit: session.admit, restore: session.restore, signOut: session.signOut,
    hasEnded: () => router.currentRoute.value.query.next !== undefined,
  })
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
