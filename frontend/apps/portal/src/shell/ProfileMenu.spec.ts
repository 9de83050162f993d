import { mount } from '@vue/test-utils'
import { setLocale } from '@wingman/i18n'
import { beforeEach, expect, it, vi } from 'vitest'
import type { App } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { startWords } from '../i18n'
import { createPortalRouter } from '../router'
import { provideSession, type Session } from '../session'
import ProfileMenu from './ProfileMenu.vue'

const user = {
  id: '1', email: 'mara@bakery.example', name: 'Mara Birch', role: 'client' as const, client_id: 'c', locale: 'en', site_ids: null,
  two_factor: { enabled: false, required: false }, must_enrol: false,
}
const signOut = vi.fn(async () => undefined)

beforeEach(async () => {
  localStorage.clear()
  await startWords()
  await setLocale('en')
})

function mounted() {
  const session = { signOut } as unknown as Session
  const router = createPortalRouter(session, createMemoryHistory())
  return mount(ProfileMenu, { props: { user }, attachTo: document.body, global: { plugins: [router, { install: (app: App) => provideSession(app, session) }] } })
}

it('opens, closes on Escape and gives the focus back', async () => {
  const menu = mounted()
  const button = menu.get('button[aria-expanded]')
  await button.trigger('click')
  expect(button.attributes('aria-expanded')).toBe('true')

  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await menu.vm.$nextTick()
  expect(button.attributes('aria-expanded')).toBe('false')
  expect(document.activeElement).toBe(button.element)
  menu.unmount()
})

it('changes language and colours on the spot', async () => {
  const menu = mounted()
  await menu.get('input[value=de]').setValue()
  await menu.get('input[value=dark]').setValue()
  await vi.waitFor(() => expect(menu.text()).toContain('Abmelden'))

  expect([document.documentElement.lang, document.documentElement.dataset.theme]).toEqual(['de', 'dark'])
  menu.unmount()
})

it('leads to what belongs to oneself', () => {
  const menu = mounted()

  expect(menu.findAll('a').map((link) => link.attributes('href'))).toEqual(['/account', '/people'])
  menu.unmount()
})

it('signs out', async () => {
  const menu = mounted()
  await menu.findAll('button').at(-1)?.trigger('click')

  expect(signOut).toHaveBeenCalledOnce()
  menu.unmount()
})
