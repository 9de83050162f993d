import type { ApiClient, User } from '@wingman/api'
import { provideApi } from '@wingman/api/hooks'
import { QueryClient } from '@tanstack/vue-query'
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

interface Options extends Partial<Account> {
  at?: string
  props?: object
  people?: Partial<ApiClient['people']>
}

/** A screen below an app that answers as told; everything asked of the account is written down. */
export async function shown(screen: Component, auth: Partial<ApiClient['auth']>, options: Options = {}) {
  const { at = '/', props = {}, people, ...changes } = options
  const blank = { render: () => null }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['sign-in', 'forgot', 'enrol', 'account'].map((name) => ({ path: `/${name}`, name, component: blank })).concat([
      { path: '/:rest(.*)*', name: 'home', component: blank },
    ]),
  })
  await router.push(at)
  const api = { auth, people } as ApiClient
  const account: Account = {
    api,
    place: 'app',
    user: ref(null),
    hasEnded: () => false,
    admit: vi.fn(),
    restore: async () => undefined,
    signOut: async () => undefined,
    stepUp: createStepUp(),
    ...changes,
  }
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const wrapper = mount(screen, {
    props,
    attachTo: document.body,
    global: {
      plugins: [router, { install: (app) => (provideAccount(app, account), provideApi(app, api, cache)) }],
    },
  })
  return { wrapper, account, router }
}

/** The button of that name, wherever on the page it is drawn. */
export function button(name: string): HTMLElement {
  const named = [...document.querySelectorAll<HTMLElement>('button')].filter((candidate) =>
    [candidate.textContent?.trim(), candidate.getAttribute('aria-label')].includes(name),
  )
  const found = named.at(-1)
  if (!found) throw new Error(`no button is called ${name}`)
  return found
}

/** Types into the field of that name, wherever on the page it is drawn. */
export function type(name: string, text: string): void {
  const label = [...document.querySelectorAll('label')].filter((candidate) => candidate.textContent?.trim().startsWith(name)).at(-1)
  const field = document.getElementById(label?.htmlFor ?? '') as HTMLInputElement | null
  if (!field) throw new Error(`no field is called ${name}`)
  field.value = text
  field.dispatchEvent(new Event('input'))
  field.dispatchEvent(new Event('change'))
}
