import type { ApiClient } from '@wingman/api'
import { provideApi } from '@wingman/api/hooks'
import { createPinia } from 'pinia'
import { watch, type App } from 'vue'
import { useSession } from '../stores/session'

let isSetUp = false

/** What only the signed-in need; the sign-in screen does not carry it. */
export function setUpOnce(app: App, api: ApiClient): void {
  if (isSetUp) return
  isSetUp = true
  app.use(createPinia())
  const cache = provideApi(app, api)
  const session = useSession()
  // What one person has seen is not kept for the next one in the same tab.
  watch(() => session.user?.id, () => cache.clear(), { flush: 'sync' })
}
