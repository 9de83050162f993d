import { ApiError, type ApiClient, type User } from '@wingman/api'
import { differences } from '@wingman/i18n'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import de from './messages/de'
import en from './messages/en'
import { createPortalRouter } from './router'
import { createSession } from './session'
import { greetingAt } from './words/greeting'
import { hostOf, isWebAddress } from './words/url'

const MARA: User = {
  id: '1', email: 'mara@bakery.example', name: 'Mara', role: 'client', client_id: 'c', locale: 'en', site_ids: null,
  two_factor: { enabled: false, required: false }, must_enrol: false,
}

function sessionWith(me: () => Promise<User>, onEnd = vi.fn()) {
  const auth = { me: vi.fn(me), logout: async () => undefined }
  return { session: createSession({ auth } as unknown as ApiClient, onEnd), auth, onEnd }
}

const signedOut = () => Promise.reject(new ApiError(401))

it('German says everything that English says', () => {
  expect(differences(en, de)).toEqual([])
})

describe('the login', () => {
  it('is asked for once, however often the reader moves', async () => {
    const { session, auth } = sessionWith(async () => MARA)
    await Promise.all([session.restore(), session.restore()])

    expect([session.user.value, auth.me.mock.calls.length]).toEqual([MARA, 1])
  })

  it('may be missing', async () => {
    const { session } = sessionWith(signedOut)
    await session.restore()

    expect(session.user.value).toBeNull()
  })

  it('ends for the whole portal', async () => {
    const { session, onEnd } = sessionWith(async () => MARA)
    session.admit(MARA)
    await session.signOut()

    expect(session.user.value).toBeNull()
    expect(onEnd).toHaveBeenCalledOnce()
  })
})

// A route's screen is compiled when it is first entered: that takes its time on a busy machine.
describe('the way', { timeout: 30_000 }, () => {
  it('leads through the sign-in back to where the reader wanted to go', async () => {
    const { session } = sessionWith(signedOut)
    const router = createPortalRouter(session, createMemoryHistory())
    await router.push('/sites/7')

    expect(router.currentRoute.value).toMatchObject({ name: 'sign-in', query: { next: '/sites/7' } })
  })

  it('spares the signed-in the sign-in', async () => {
    const { session } = sessionWith(async () => MARA)
    const router = createPortalRouter(session, createMemoryHistory())
    await router.push('/sign-in')

    expect(router.currentRoute.value.name).toBe('overview')
  })
})

it.each([[8, 'greeting.morning'], [13, 'greeting.day'], [20, 'greeting.evening'], [2, 'greeting.evening']])('at %i it greets with %s', (hour, key) => {
  expect(greetingAt(hour)).toBe(key)
})

it.each([['https://bakery.example/', 'bakery.example'], ['http://bakery.example/shop', 'bakery.example/shop']])('%s reads as %s', (url, host) => {
  expect(hostOf(url)).toBe(host)
})

it('makes links of web addresses only', () => {
  expect([isWebAddress('https://a.example'), isWebAddress('javascript:alert(1)')]).toEqual([true, false])
})
