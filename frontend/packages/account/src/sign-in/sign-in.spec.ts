import { ApiError } from '@wingman/api'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { ANNA, inEnglish, LOGIN, shown } from '../testing'
import FactorPrompt from './FactorPrompt.vue'
import SignInScreen from './SignInScreen.vue'

inEnglish()

type Shown = Awaited<ReturnType<typeof shown>>['wrapper']

async function enter(wrapper: Shown, email = 'anna@agency.example', password = 'lantern orbit') {
  await wrapper.get('input[name=email]').setValue(email)
  await wrapper.get('input[name=password]').setValue(password)
  await wrapper.get('form').trigger('submit')
  await flushPromises()
}

describe('signing in', () => {
  it('lets in and goes on to where the person wanted', async () => {
    const login = vi.fn(async () => LOGIN)
    const { wrapper, account, router } = await shown(SignInScreen, { login }, { at: '/?next=/sites/7' })
    await enter(wrapper, ' anna@agency.example ')

    expect(login).toHaveBeenCalledWith('anna@agency.example', 'lantern orbit')
    expect(account.admit).toHaveBeenCalledWith(ANNA)
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/sites/7'))
  })

  it('asks for what is missing before it asks the platform', async () => {
    const login = vi.fn()
    const { wrapper } = await shown(SignInScreen, { login })
    await enter(wrapper, 'anna@agency.example', '')

    expect(wrapper.text()).toContain('Please fill this in.')
    expect(document.activeElement?.getAttribute('name')).toBe('password')
    expect(login).not.toHaveBeenCalled()
  })

  it('says the same for an unknown address and a wrong password', async () => {
    const { wrapper } = await shown(SignInScreen, { login: async () => Promise.reject(new ApiError(401, { code: 'wrong_credentials' })) })
    await enter(wrapper)

    expect(wrapper.get('[role=alert]').text()).toContain('do not match')
  })

  it('asks for the second factor and hands it over with what the first one gave', async () => {
    const twoFactor = vi.fn(async () => LOGIN)
    const half = { two_factor_token: 'half', expires_at: '', methods: ['totp' as const] }
    const { wrapper, account } = await shown(SignInScreen, { login: async () => half, twoFactor })
    await enter(wrapper)
    await vi.waitFor(() => expect(wrapper.find('input[name=code]').exists()).toBe(true), 20_000)

    await wrapper.get('input[name=code]').setValue('123 456')
    await wrapper.get('form').trigger('submit')
    await flushPromises()

    expect(twoFactor).toHaveBeenCalledWith('half', '123456')
    expect(account.admit).toHaveBeenCalledOnce()
  })
})

describe('the question for a factor', () => {
  async function asked(methods: string[]) {
    const { wrapper } = await shown(FactorPrompt, {}, { props: { methods, action: 'Confirm' } })
    return wrapper
  }

  it('offers every other way there is', async () => {
    const prompt = await asked(['totp', 'recovery_code'])
    expect(prompt.get('label').text()).toContain('Code from your app')

    await prompt.findAll('button').find((button) => button.text() === 'Use a recovery code')?.trigger('click')

    expect(prompt.get('label').text()).toContain('Recovery code')
    expect(prompt.get('input').attributes('autocomplete')).toBe('off')
  })

  it('sends nothing while nothing was typed', async () => {
    const prompt = await asked(['password'])
    await prompt.get('form').trigger('submit')

    expect(prompt.emitted()).not.toHaveProperty('password')
    expect(prompt.text()).toContain('Please fill this in.')
  })

  it('keeps the blanks of a password', async () => {
    const prompt = await asked(['password'])
    await prompt.get('input').setValue(' two words ')
    await prompt.get('form').trigger('submit')

    expect(prompt.emitted('password')).toEqual([[' two words ']])
  })
})
