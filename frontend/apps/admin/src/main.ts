import { createStepUp, provideAccount } from '@wingman/account'
import { createClient, createTransport } from '@wingman/api'
import { startI18n } from '@wingman/i18n'
import { startTheme } from '@wingman/ui/theme'
import { computed, createApp } from 'vue'
import App from './App.vue'
import { createAppRouter } from './router'
import './style.css'
import { SESSION_API, useSession } from './stores/session'

const RELOADED_AT = 'wingman.reloaded-at'
const RELOAD_PAUSE_MS = 60_000
const SIGN_IN_PATH = '/app/sign-in'

// A deployment replaced the files of this tab: fetch the new ones, once.
window.addEventListener('vite:preloadError', reloadOnce)

startTheme()
void start()

/** Twice within a moment is no new deployment but a missing file: then the error may show itself. */
function reloadOnce() {
  const last = Number(sessionStorage.getItem(RELOADED_AT))
  if (Date.now() - last < RELOAD_PAUSE_MS) return
  sessionStorage.setItem(RELOADED_AT, String(Date.now()))
  window.location.reload()
}

async function start() {
  const session = useSession()
  const stepUp = createStepUp()
  const api = createClient(createTransport({ onLoginExpired: () => session.expire(), onStepUpRequired: stepUp.ask, onEnrolmentRequired: () => session.demandFactor() }))
  const app = createApp(App)
  app.provide(SESSION_API, api)
  provideAccount(app, {
    api, stepUp, place: 'app',
    user: computed(() => session.user),
    hasEnded: () => session.hasExpired,
    admit: (user) => session.admit(user),
    restore: () => session.restore(api),
    signOut: () => session.signOut(api),
  })

  // The first words and the login are fetched side by side; nothing is drawn before both are here. Who comes
  // to the sign-in form itself has no login to wait for (if there is one after all, the form finds out).
  await Promise.all([
    startI18n(),
    window.location.pathname === SIGN_IN_PATH || session.restore(api),
  ])
  app.use(createAppRouter(session)).mount('#app')
}
