import { ApiError, type AccessToken, type Factors, type Page, type Session } from '@wingman/api'
import { flushPromises } from '@vue/test-utils'
import { useToasts } from '@wingman/ui'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { ANNA, button, inEnglish, shown, type } from '../testing'
import AccountScreen from './AccountScreen.vue'

inEnglish()

const NOW = '2026-08-01T12:00:00Z'
const CODES = ['AAAA-1111', 'BBBB-2222']
const FACTORS: Factors = {
  totp: { enabled: true, confirmed_at: NOW },
  recovery_codes: { left: 2 },
  passkeys: [{ id: 'p', name: 'Work laptop', created_at: NOW, last_used_at: null }],
  required: false,
}
const SESSIONS: Session[] = [
  { id: 's1', kind: 'password', created_at: NOW, last_seen_at: NOW, address: '203.0.113.9', device: 'curl/8.5.0', is_current: false },
  { id: 's2', kind: 'password', created_at: NOW, last_seen_at: NOW, address: '203.0.113.7', device: '', is_current: true },
]
const TOKEN: AccessToken = {
  id: 't', name: 'Import', prefix: 'wwt_abc', scopes: ['read_sites'], created_at: NOW, expires_at: NOW, last_used_at: null,
}

const pageOf = <Item>(data: Item[]): Page<Item> => ({ data, next_cursor: null, has_more: false })
const { toasts, dismiss } = useToasts()

beforeEach(() => toasts.value.forEach(({ id }) => dismiss(id)))

async function opened(changes: object = {}) {
  const auth = {
    me: async () => ANNA,
    factors: async () => FACTORS,
    sessions: async () => pageOf(SESSIONS),
    tokens: async () => pageOf([TOKEN]),
    ...changes,
  }
  const screen = await shown(AccountScreen, auth, { user: ref(ANNA) })
  await vi.waitFor(() => expect(screen.wrapper.text()).toContain('Work laptop'))
  return screen
}

async function press(name: string): Promise<void> {
  button(name).click()
  await flushPromises()
}

async function send(wrapper: Awaited<ReturnType<typeof opened>>['wrapper'], name: string): Promise<void> {
  await flushPromises()
  const form = button(name).closest('form')
  form?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  expect(wrapper.exists()).toBe(true)
}

it('the profile is saved as it was typed', async () => {
  const updateMe = vi.fn(async () => ({ ...ANNA, name: 'Anna Adler' }))
  const { wrapper, account } = await opened({ updateMe })
  type('Your name', ' Anna Adler ')
  await send(wrapper, 'Save')

  expect(updateMe).toHaveBeenCalledWith({ name: 'Anna Adler', locale: 'en' })
  expect(account.admit).toHaveBeenCalledWith(expect.objectContaining({ name: 'Anna Adler' }))
})

it('a new address waits for its confirmation', async () => {
  const changeEmail = vi.fn(async () => undefined)
  const { wrapper } = await opened({ changeEmail })
  await press('Change address')
  type('New e-mail address', 'anna.adler@agency.example')
  await send(wrapper, 'Send the link')

  expect(changeEmail).toHaveBeenCalledWith('anna.adler@agency.example')
  expect(wrapper.text()).toContain('A link is on its way to anna.adler@agency.example')
})

describe('a password', () => {
  it('is changed with the present one', async () => {
    const changePassword = vi.fn(async () => undefined)
    const { wrapper } = await opened({ changePassword })
    await press('Change password')
    type('Present password', 'old and forgotten')
    type('New password', 'lantern orbit meadow')
    await send(wrapper, 'Save the new password')

    expect(changePassword).toHaveBeenCalledWith('old and forgotten', 'lantern orbit meadow')
    expect(toasts.value.at(-1)?.text).toBe('Password changed')
  })

  it('that is too weak is not even sent', async () => {
    const changePassword = vi.fn()
    const { wrapper } = await opened({ changePassword })
    await press('Change password')
    type('Present password', 'old and forgotten')
    type('New password', 'short')
    await send(wrapper, 'Save the new password')

    expect(changePassword).not.toHaveBeenCalled()
    expect(wrapper.text()).toContain('not good enough yet')
  })

  it('that was refused says so at its own field', async () => {
    const wrong = async () => Promise.reject(new ApiError(422, { code: 'wrong_password' }))
    const { wrapper } = await opened({ changePassword: wrong })
    await press('Change password')
    type('Present password', 'not this one')
    type('New password', 'lantern orbit meadow')
    await send(wrapper, 'Save the new password')

    expect(wrapper.get('[aria-invalid=true]').attributes('name')).toBe('current-password')
  })
})

it('another app is connected, and its codes stay until they are kept', async () => {
  const confirmTotp = vi.fn(async () => ({ recovery_codes: CODES }))
  const startTotp = async () => ({ secret: 'JBSWY3DP', otpauth_uri: 'otpauth://totp/x', qr_svg: '<svg/>' })
  const { wrapper } = await opened({ startTotp, confirmTotp })
  await press('Use another app')
  expect(wrapper.get('img').attributes('src')).toContain('data:image/svg+xml')
  type('2. Enter the code', '123 456')
  await send(wrapper, 'Connect the app')

  expect(confirmTotp).toHaveBeenCalledWith('123456')
  expect(wrapper.text()).toContain('BBBB-2222')
  await press('I have kept them')
  expect(wrapper.text()).not.toContain('BBBB-2222')
})

it('what is done stays done when nobody answers right after it', async () => {
  const me = async () => Promise.reject(new ApiError(0))
  const { wrapper } = await opened({ me, newRecoveryCodes: async () => ({ recovery_codes: CODES }) })
  await press('Make new codes')
  button('Make new codes').closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()

  expect(wrapper.text()).toContain('BBBB-2222')
  expect(wrapper.findAll('[role=alert]')).toEqual([])
})

it('setting up can be called off by not confirming, and be tried again', async () => {
  const startTotp = vi.fn(async () => Promise.reject(new ApiError(403, { code: 'step_up_cancelled' })))
  const { wrapper } = await opened({ startTotp })
  await press('Use another app')
  expect(wrapper.findAll('[role=alert]')).toEqual([])

  await press('Try again')
  expect(startTotp).toHaveBeenCalledTimes(2)
})

it.each([
  ['Remove app', 'Remove app', 'removeTotp', []],
  ['Remove Work laptop', 'Remove passkey', 'removePasskey', ['p']],
  ['Remove Import', 'Revoke token', 'removeToken', ['t']],
  ['Sign out everywhere else', 'Sign out everywhere else', 'endAllSessions', [true]],
  ['Make new codes', 'Make new codes', 'newRecoveryCodes', []],
] as const)('“%s” is asked about first', async (name, confirmation, call, args) => {
  const act = vi.fn(async () => ({ recovery_codes: CODES }))
  await opened({ [call]: act })
  await press(name)
  expect(act).not.toHaveBeenCalled()

  button(confirmation).closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()

  expect(act).toHaveBeenCalledWith(...args)
})

it('a passkey gets another name', async () => {
  const renamePasskey = vi.fn(async () => FACTORS.passkeys[0])
  const { wrapper } = await opened({ renamePasskey })
  await press('Rename Work laptop')
  type('Name of the passkey', 'Home laptop')
  document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()

  expect(renamePasskey).toHaveBeenCalledWith('p', 'Home laptop')
  expect(wrapper.exists()).toBe(true)
})

it('one other device is signed out, and this one is named as this one', async () => {
  const endSession = vi.fn(async () => undefined)
  const { wrapper } = await opened({ endSession })
  expect(wrapper.text()).toContain('Unknown device')
  expect(wrapper.text()).toContain('This device')
  await press('Sign out curl')

  expect(endSession).toHaveBeenCalledWith('s1')
})

it('a token is made for what was chosen, and shown until it is kept', async () => {
  const addToken = vi.fn(async () => ({ ...TOKEN, token: 'wwt_secret' }))
  const { wrapper } = await opened({ addToken })
  await press('Create a token')
  type('Name', 'Import')
  document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()

  expect(addToken).toHaveBeenCalledWith({ name: 'Import', scopes: ['read_sites'], expires_in_days: 90 })
  expect(wrapper.find('input[readonly][aria-label="Access token"]').element).toHaveProperty('value', 'wwt_secret')
  await press('I have copied it')
  expect(wrapper.find('input[aria-label="Access token"]').exists()).toBe(false)
})

it('what cannot be fetched says so and can be tried again', async () => {
  let isBroken = true
  const tokens = async () => (isBroken ? Promise.reject(new ApiError(500, { request_id: 'req_9' })) : pageOf([TOKEN]))
  const { wrapper } = await opened({ tokens })
  await vi.waitFor(() => expect(wrapper.text()).toContain('req_9'))

  isBroken = false
  await press('Try again')
  await vi.waitFor(() => expect(wrapper.text()).toContain('wwt_abc'))
})
