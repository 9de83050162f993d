import type { ApiClient, User } from '@wingman/api'
import { setLocale, startI18n } from '@wingman/i18n'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, beforeAll, vi } from 'vitest'
import { ref, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { provideAccount, type Account } from './account'
import { withAllWords } from './i18n'
import { createStepUp } from './step-up/gate'

export const ANNA: User = {
  id: 'u', email: 'anna@agency.example', name: 'Anna', role: 'admin', client_id: null, locale: 'en', site_ids: null,
  two_factor: { enabled: true, required: true }, must_enrol: false,
}

export const LOGIN = { access_token: 't', expires_at: '2030-01-01T00:00:00Z', user: ANNA }

/** English words, and nothing left in the document from the test before. */
export function inEnglish(): void {
  const noWords = async () => ({ default: {} })
  beforeAll(async () => {
    await startI18n({ en: noWords, de: noWords })
    await withAllWords(async () => null)()
    await setLocale('en')
  })
  enableAutoUnmount(afterEach)
}

/** A screen below an app that answers as told; everything asked of the account is written down. */
export async function shown(screen: Component, auth: Partial<ApiClient['auth']>, options: { at?: string; props?: object } & Partial<Account> = {}) {
  const { at = '/', props = {}, ...changes } = options
  const blank = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['sign-in', 'forgot', 'enrol', 'account'].map((name) => ({ path: `/${name}`, name, component: blank })).concat([
      { path: '/:rest(.*)*', name: 'home', component: blank },
    ]),
  })
  await router.push(at)
  const account: Account = {
    api: { auth } as ApiClient,
    place: 'app',
    user: ref(null),
    hasEnded: () => false,
    admit: vi.fn(),
    restore: async () => undefined,
    signOut: async () => undefined,
    stepUp: createStepUp(),
    ...changes,
  }
  const wrapper = mount(screen, {
    props,
    attachTo: document.body,
    global: { plugins: [router, { install: (app) => provideAccount(app, account) }] },
  })
  return { wrapper, account, router }
}
