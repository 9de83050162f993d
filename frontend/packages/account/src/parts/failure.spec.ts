import { ApiError } from '@wingman/api'
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PasskeyError } from '../passkeys/passkeys'
import { inEnglish } from '../testing'
import { failureWords } from './failure'
import FailureBanner from './FailureBanner.vue'
import { useTask } from './task'

inEnglish()

it.each([
  [new ApiError(401, { code: 'wrong_credentials' }), 'failure.wrongCredentials'],
  [new ApiError(401, { code: 'wrong_code' }), 'failure.wrongCode'],
  [new ApiError(410, { code: 'link_used' }), 'failure.linkUsed'],
  [new ApiError(0), 'error.offline'],
  [new ApiError(403), 'error.forbidden'],
  [new ApiError(404), 'error.notFound'],
  [new ApiError(422), 'failure.invalid'],
  [new ApiError(429), 'error.rateLimited'],
  [new ApiError(500), 'error.unexpected'],
  [new PasskeyError('dismissed'), 'failure.passkeyDismissed'],
  [new PasskeyError('known'), 'failure.passkeyKnown'],
])('%s is said as %s', (failure, words) => {
  expect(failureWords(failure)).toBe(words)
})

describe('the banner', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('says when to try again, and then that it is time', async () => {
    const banner = mount(FailureBanner, { props: { failure: new ApiError(429, {}, 20) } })
    expect(banner.text()).toContain('try again in 20 seconds')

    await vi.advanceTimersByTimeAsync(20_000)

    expect(banner.text()).toBe('You can try again now.')
  })

  it('names the clock for longer waits', () => {
    const text = mount(FailureBanner, { props: { failure: new ApiError(429, {}, 900) } }).text()

    expect(text).toMatch(/try again at .* \(in 15 minutes\)/)
  })

  it('gives the number to ask us about when it is our fault', () => {
    const failure = new ApiError(500, { request_id: 'req_7' })

    expect(mount(FailureBanner, { props: { failure } }).text()).toContain('req_7')
  })

  it('says something else where a refusal means something else', () => {
    const failure = new ApiError(401, { code: 'wrong_credentials' })
    const banner = mount(FailureBanner, { props: { failure, instead: { wrong_credentials: 'failure.wrongPassword' } } })

    expect(banner.text()).toContain('not your present password')
  })
})

describe('a task', () => {
  it('runs once at a time and keeps what went wrong', async () => {
    const { run, isBusy, failure } = useTask()
    const work = vi.fn(async () => Promise.reject(new ApiError(500)))
    await Promise.all([run(work), run(work)])

    expect([work.mock.calls.length, isBusy.value, failure.value?.message]).toEqual([1, false, 'HTTP 500'])
  })

  it('that was called off is no failure', async () => {
    const { run, failure } = useTask()
    await run(async () => Promise.reject(new ApiError(403, { code: 'step_up_cancelled' })))

    expect(failure.value).toBeNull()
  })

  it('leaves what nobody foresaw to be seen', async () => {
    await expect(useTask().run(async () => Promise.reject(new TypeError('?')))).rejects.toThrow('?')
  })
})
