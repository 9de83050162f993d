import { ApiError, type CheckedLink } from '@wingman/api'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { ANNA, button, inEnglish, LOGIN, shown, type } from '../testing'
import ConfirmEmailScreen from './ConfirmEmailScreen.vue'
import ForgotScreen from './ForgotScreen.vue'
import ResetScreen from './ResetScreen.vue'
import WelcomeScreen from './WelcomeScreen.vue'

inEnglish()

const link = (purpose: CheckedLink['purpose'], changes: Partial<CheckedLink> = {}): CheckedLink => ({
  purpose, email: 'nora@agency.example', name: '', role: 'support', client_name: null, locale: 'en', agency_name: 'Northlight',
  expires_at: '2030-01-01T00:00:00Z', ...changes,
})

async function submit(): Promise<void> {
  await flushPromises()
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

describe('an invitation', () => {
  it.each([
    [{ role: 'admin' as const }, 'as an administrator'],
    [{ role: 'support' as const }, 'to look after websites'],
    [{ role: 'client' as const, client_name: 'Birch Bakery' }, 'the websites of Birch Bakery'],
  ])('for %j says who invited to what', async (changes, words) => {
    const { wrapper } = await shown(WelcomeScreen, { checkLink: async () => link('invitation', changes) }, { at: '/welcome#tok' })
    await flushPromises()

    expect(wrapper.text()).toContain('Northlight')
    expect(wrapper.text()).toContain(words)
  })

  it('becomes an account with a name and a password', async () => {
    const checkLink = vi.fn(async () => link('invitation'))
    const register = vi.fn(async () => LOGIN)
    const { account } = await shown(WelcomeScreen, { checkLink, register }, { at: '/welcome#tok' })
    await flushPromises()
    await submit()
    expect(register).not.toHaveBeenCalled()

    type('Your name', 'Nora Nord')
    type('Password', 'lantern orbit meadow')
    await submit()

    expect(checkLink).toHaveBeenCalledWith('tok')
    expect(register).toHaveBeenCalledWith({ token: 'tok', name: 'Nora Nord', password: 'lantern orbit meadow', locale: 'en' })
    expect(account.admit).toHaveBeenCalledWith(ANNA)
  })

  it.each([
    ['link_unknown', 404, 'not valid'],
    ['link_used', 410, 'already used'],
    ['link_expired', 410, 'has expired'],
  ])('that is %s says what to do', async (code, status, words) => {
    const checkLink = async () => Promise.reject(new ApiError(status, { code }))
    const { wrapper } = await shown(WelcomeScreen, { checkLink }, { at: '/welcome#tok' })
    await flushPromises()

    expect(wrapper.text()).toContain(words)
    expect(wrapper.text()).toContain('ask whoever invited you')
  })

  it('without its token asks nobody', async () => {
    const checkLink = vi.fn()
    const { wrapper } = await shown(WelcomeScreen, { checkLink }, { at: '/welcome' })
    await flushPromises()

    expect(wrapper.text()).toContain('not valid')
    expect(checkLink).not.toHaveBeenCalled()
  })

  it('that could not be checked just now is checked again', async () => {
    const checkLink = vi.fn(async () => link('invitation')).mockRejectedValueOnce(new ApiError(0))
    const { wrapper } = await shown(WelcomeScreen, { checkLink }, { at: '/welcome#tok' })
    await flushPromises()
    button('Try again').click()
    await flushPromises()

    expect(wrapper.text()).toContain('Create my account')
  })
})

describe('a new password', () => {
  it('is saved and leads to the sign-in', async () => {
    const resetPassword = vi.fn(async () => undefined)
    const { wrapper } = await shown(ResetScreen, { checkLink: async () => link('password_reset'), resetPassword }, { at: '/reset#tok' })
    await flushPromises()
    type('New password', 'lantern orbit meadow')
    await submit()

    expect(resetPassword).toHaveBeenCalledWith('tok', 'lantern orbit meadow')
    expect(wrapper.get('a[href="/sign-in"]').text()).toBe('Sign in')
  })

  it('that everybody uses is refused in plain words, until it is another one', async () => {
    const weak = new ApiError(422, { code: 'weak_password', errors: [{ pointer: '/body/password', detail: 'Too common: …' }] })
    const { wrapper } = await shown(
      ResetScreen, { checkLink: async () => link('password_reset'), resetPassword: async () => Promise.reject(weak) }, { at: '/reset#tok' },
    )
    await flushPromises()
    type('New password', 'passwordpassword')
    await submit()
    expect(wrapper.text()).toContain('Many people use this password')

    type('New password', 'lantern orbit meadow')
    await flushPromises()
    expect(wrapper.text()).not.toContain('Many people use this password')
  })
})

it('an address is confirmed by a press and not by the visit', async () => {
  const confirmEmail = vi.fn(async () => undefined)
  const { wrapper } = await shown(ConfirmEmailScreen, { checkLink: async () => link('email_change'), confirmEmail }, { at: '/confirm-email#tok' })
  await flushPromises()
  expect(confirmEmail).not.toHaveBeenCalled()

  button('Use this address').click()
  await flushPromises()

  expect(confirmEmail).toHaveBeenCalledWith('tok')
  expect(wrapper.text()).toContain('You now sign in with nora@agency.example')
})

it('a forgotten password is answered the same for everyone', async () => {
  const forgotPassword = vi.fn(async () => undefined)
  const { wrapper } = await shown(ForgotScreen, { forgotPassword })
  await submit()
  expect(forgotPassword).not.toHaveBeenCalled()

  type('E-mail address', 'nobody@agency.example')
  await submit()

  expect(wrapper.text()).toContain('If there is an account for nobody@agency.example')
})
