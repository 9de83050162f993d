import { ApiError } from '@wingman/api'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { ANNA, inEnglish, LOGIN, shown } from '../testing'
import { createStepUp } from './gate'
import StepUpHost from './StepUpHost.vue'

inEnglish()

describe('the gate', () => {
  it('gives everyone who waits the same answer and asks only once', async () => {
    const gate = createStepUp()
    const waiting = [gate.ask(['totp']), gate.ask(['password'])]
    expect(gate.asked.value).toEqual(['totp'])

    gate.settle(true)

    expect(await Promise.all(waiting)).toEqual([true, true])
    expect(gate.asked.value).toBeNull()
  })

  it('asks anew after an answer', async () => {
    const gate = createStepUp()
    const first = gate.ask(['totp'])
    gate.settle(false)
    const second = gate.ask(['totp'])
    gate.settle(true)

    expect(await Promise.all([first, second])).toEqual([false, true])
  })
})

describe('the dialog', () => {
  async function asked(auth: object, methods = ['totp', 'recovery_code']) {
    const stepUp = createStepUp()
    const user = ref<typeof ANNA | null>(ANNA)
    const host = await shown(StepUpHost, auth, { stepUp, user })
    const answer = stepUp.ask(methods)
    await vi.waitFor(() => expect(document.querySelector('[role=dialog] h2')).not.toBeNull(), 20_000)
    await flushPromises()
    return { ...host, answer, user }
  }

  function type(text: string): void {
    const field = document.querySelector('[role=dialog] input') as HTMLInputElement
    field.value = text
    field.dispatchEvent(new Event('input'))
    document.querySelector('[role=dialog] form')?.dispatchEvent(new Event('submit'))
  }

  it('takes a code as people paste it, proves it and lets the request go on', async () => {
    const prove = vi.fn(async () => LOGIN)
    const { answer, account } = await asked({ stepUp: prove })

    type('123 456')

    expect(await answer).toBe(true)
    expect(prove).toHaveBeenCalledWith({ code: '123456' })
    expect(account.admit).toHaveBeenCalledWith(ANNA)
  })

  it('says that a code was wrong and asks again', async () => {
    const { account } = await asked({ stepUp: async () => Promise.reject(new ApiError(401, { code: 'wrong_code' })) })

    type('000000')
    await flushPromises()
    expect(document.querySelector('[role=alert]')?.textContent).toContain('not right')
    expect(account.stepUp.asked.value).toEqual(['totp', 'recovery_code'])
  })

  it('is called off by its button', async () => {
    const { answer } = await asked({})
    const cancel = [...document.querySelectorAll<HTMLElement>('[role=dialog] button')].find((button) => button.textContent === 'Cancel')
    cancel?.click()

    expect(await answer).toBe(false)
  })

  it('finds out what a person can prove when it was not told', async () => {
    await asked({ stepUpMethods: async () => ({ methods: ['password'], stepped_up_until: null }) }, [])

    expect(document.querySelector('[role=dialog] label')?.textContent).toContain('Your password')
  })

  it('goes when the login ends', async () => {
    const { answer, user } = await asked({})
    user.value = null

    expect(await answer).toBe(false)
  })
})
