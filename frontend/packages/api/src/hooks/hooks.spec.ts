import { QueryClient } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, ref } from 'vue'
import type { ApiClient } from '../client'
import { ApiError } from '../errors'
import type { Job, Page, Site } from '../types'
import { pollInterval, useAddClient, useApprove, useExportAuditLog, useFinishedJobs, useSites, useVerifyAuditLog } from './index'
import { createQueryClient, provideApi, useApi } from './provide'

afterEach(() => vi.useRealTimers())

/** Runs a hook in a component of its own, below an API that answers as told. */
function using<Result>(hook: () => Result, api: unknown, cache = new QueryClient({ defaultOptions: { queries: { retry: false } } })) {
  let result: Result | undefined
  const wrapper = mount(
    defineComponent(() => {
      result = hook()
      return () => h('div')
    }),
    { global: { plugins: [{ install: (app) => void provideApi(app, api as ApiClient, cache) }] } },
  )
  return { result: result as Result, wrapper, cache }
}

const aJob = (id: string, state: Job['state'], created_at = '2026-08-01T12:00:00Z') => ({ id, state, created_at }) as Job
const aPage = (names: string[], next_cursor: string | null): Page<Site> => ({
  data: names.map((name) => ({ id: name, name }) as Site), next_cursor, has_more: next_cursor !== null,
})

describe('the list of sites', () => {
  it('shows the first page and fetches the rest by itself', async () => {
    const page = vi.fn(async ({ cursor }: { cursor?: string | null }) => (cursor ? aPage(['c'], null) : aPage(['a', 'b'], 'next')))
    const { result } = using(useSites, { sites: { page } })

    await flushPromises()
    await vi.waitFor(() => expect(result.isComplete.value).toBe(true))

    expect(result.items.value.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(page).toHaveBeenCalledTimes(2)
  })

  it('keeps what it has when a later page fails, and goes on from there', async () => {
    let isBroken = true
    const page = async ({ cursor }: { cursor?: string | null }) => {
      if (!cursor) return aPage(['a'], 'next')
      if (isBroken) throw new ApiError(500)
      return aPage(['b'], null)
    }
    const { result } = using(useSites, { sites: { page } })
    await vi.waitFor(() => expect(result.error.value).toBeInstanceOf(ApiError))
    expect(result.items.value).toHaveLength(1)

    isBroken = false
    await result.retry()
    await vi.waitFor(() => expect(result.items.value).toHaveLength(2))
  })
})

describe('the list of sites, only looked at', () => {
  it('is not asked for until it is wanted', async () => {
    const wanted = ref(false)
    const page = vi.fn(async () => aPage(['a'], null))
    const { result } = using(() => useSites(wanted), { sites: { page } })
    await flushPromises()
    expect(page).not.toHaveBeenCalled()

    wanted.value = true

    await vi.waitFor(() => expect(result.items.value.map(({ name }) => name)).toEqual(['a']))
  })

  it('shows what another screen asked for, and fetches no further page', async () => {
    const page = vi.fn(async () => aPage(['b'], null))
    const { result, cache } = using(() => useSites(false), { sites: { page } })

    cache.setQueryData(['sites', 'list'], { pages: [aPage(['a'], 'next')], pageParams: [null] })
    await flushPromises()

    expect(result.items.value.map(({ name }) => name)).toEqual(['a'])
    expect(page).not.toHaveBeenCalled()
  })
})

describe('the cache', () => {
  it('asks again only when the platform was busy or out of reach', () => {
    const { retry, retryDelay } = createQueryClient().getDefaultOptions().queries as {
      retry: (failures: number, error: Error) => boolean
      retryDelay: (failures: number, error: Error) => number
    }

    expect([new ApiError(0), new ApiError(503), new ApiError(429), new ApiError(403), new Error('?')].map((error) => retry(0, error))).toEqual(
      [true, true, true, false, false],
    )
    expect(retry(2, new ApiError(503))).toBe(false)
    expect([retryDelay(1, new ApiError(503)), retryDelay(0, new ApiError(429, {}, 7))]).toEqual([2000, 7000])
  })

  it('forgets the clients after one was added', async () => {
    const create = async () => ({ id: 'c', name: 'Alder' })
    const { result, cache } = using(useAddClient, { clients: { create } })
    const forget = vi.spyOn(cache, 'invalidateQueries')

    await result.mutateAsync({ name: 'Alder' })

    expect(forget).toHaveBeenCalledWith({ queryKey: ['clients'] })
  })

  it('says so when nobody provided the API', () => {
    const app = createApp({ setup: () => (useApi(), () => null) })
    app.config.warnHandler = () => undefined

    expect(() => app.mount(document.createElement('div'))).toThrow('provideApi')
  })
})

describe('the audit log', () => {
  it('is followed to its end when one answer is not enough, and what is wrong anywhere is wrong', async () => {
    const part = (changes: object) => ({ ok: true, checked: 10, problems: [], complete: true, resume_after_seq: null, took_ms: 5, ...changes })
    const verify = vi.fn(async (after?: number) =>
      after === undefined ? part({ ok: false, problems: [{ seq: 3 }], complete: false, resume_after_seq: 10 }) : part({ checked: 7 }),
    )
    const progress = vi.fn()
    const { result } = using(() => useVerifyAuditLog(progress), { audit: { verify } })

    expect(await result.mutateAsync()).toMatchObject({ ok: false, checked: 17, problems: [{ seq: 3 }], complete: true, took_ms: 10 })
    expect(verify.mock.calls).toEqual([[], [10]])
    expect(progress).toHaveBeenCalledExactlyOnceWith(10)
  })

  it('is one file, however many parts it came in', async () => {
    const parts = [
      { text: 'seq,who\n1,ada\n', next: '/api/v1/audit-log/export?actor=ada&after_seq=1' },
      { text: 'seq,who\n2,ada\n', next: null },
    ]
    const asked = vi.fn(async () => parts.shift())
    const { result } = using(useExportAuditLog, { audit: { export: asked } })

    expect(await result.mutateAsync({ actor: 'ada' })).toBe('seq,who\n1,ada\n2,ada\n')
    expect(asked).toHaveBeenLastCalledWith({ actor: 'ada', after_seq: 1 })
  })
})

it('an approval sends what was made of its challenge', async () => {
  const approve = vi.fn(async () => ({ id: 'a', state: 'approved' }))
  const api = { approvals: { options: async () => ({ options: { challenge: 'x' } }), approve } }
  const prove = vi.fn(async () => ({ id: 'credential' }))
  const { result } = using(() => useApprove(prove), api)

  await result.mutateAsync('a')

  expect(prove).toHaveBeenCalledWith({ options: { challenge: 'x' } })
  expect(approve).toHaveBeenCalledWith('a', { id: 'credential' })
})

describe('jobs', () => {
  const now = Date.parse('2026-08-01T12:00:00Z')

  it.each([
    ['nothing runs', [aJob('a', 'succeeded')], 30_000],
    ['a job has just begun', [aJob('a', 'running')], 1000],
    ['a job has run for ten seconds', [aJob('a', 'running', '2026-08-01T11:59:50Z')], 2000],
    ['a job has run for an hour', [aJob('a', 'queued', '2026-08-01T11:00:00Z')], 5000],
    ['nothing is known', undefined, 30_000],
  ])('are asked for at the right pace when %s', (_, jobs, expected) => {
    expect(pollInterval(jobs, now)).toBe(expected)
  })

  it('that end while the app is open are told once', async () => {
    let jobs = [aJob('a', 'running'), aJob('b', 'succeeded')]
    const finished = vi.fn()
    const { cache } = using(() => useFinishedJobs(finished), { jobs: { page: async () => ({ data: jobs, next_cursor: null, has_more: false }) } })
    await flushPromises()

    jobs = [aJob('a', 'failed'), aJob('b', 'succeeded')]
    await cache.invalidateQueries({ queryKey: ['jobs'] })
    await flushPromises()
    await cache.invalidateQueries({ queryKey: ['jobs'] })
    await flushPromises()

    expect(finished).toHaveBeenCalledOnce()
    expect(finished).toHaveBeenCalledWith(expect.objectContaining({ id: 'a' }))
  })
})
