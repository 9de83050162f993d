import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiError } from './errors'
import { createTransport } from './transport'

interface Scripted {
  status: number
  body: unknown
  headers?: Record<string, string>
}

const ANSWERS: Record<string, Scripted> = {
  '/sites?limit=5': { status: 200, body: { data: [1] } },
  '/gone': { status: 401, body: { code: 'session_expired', title: 'Signed out' } },
  '/auth/login': { status: 401, body: { code: 'wrong_credentials' } },
  '/invalid': {
    status: 422,
    body: { code: 'invalid_body', title: 'Invalid', request_id: 'r-1', errors: [{ pointer: '/body/url', detail: 'not a URL' }] },
  },
  '/log?who=ada': { status: 200, body: 'csv', headers: { Link: '</log?who=ada&after_seq=7>; rel="next"' } },
  '/log?who=bo': { status: 200, body: 'csv' },
  '/log': { status: 403, body: { code: 'forbidden', title: 'Forbidden' } },
  '/auth/step-up': { status: 200, body: {} },
  '/auth/passkeys': { status: 401, body: { code: 'session_ended' } },
  '/enrol-first': { status: 403, body: { code: 'two_factor_enrolment_required' } },
  '/busy': { status: 503, body: '<html>', headers: { 'Retry-After': '7' } },
}

/** Answers that change while a test runs; they go before the fixed ones. */
const turns = new Map<string, (() => Scripted)[]>()

let server: Server
let baseURL: string
const seen: { url?: string | undefined; method?: string | undefined; header?: unknown; key?: unknown }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({
      url: request.url, method: request.method,
      header: request.headers['x-wingman-request'], key: request.headers['idempotency-key'],
    })
    // The test page has another origin than this server, as no deployment of ours does.
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Access-Control-Allow-Headers', 'x-wingman-request,idempotency-key,content-type')
    response.setHeader('Access-Control-Expose-Headers', 'retry-after,link')
    response.setHeader('Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH,DELETE')
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    const answer = turns.get(request.url ?? '')?.shift()?.() ?? ANSWERS[request.url ?? ''] ?? { status: 404, body: { code: 'not_found' } }
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => new Promise((done) => server.close(done)))

async function failureOf(request: Promise<unknown>): Promise<ApiError> {
  const failure = await request.then(() => undefined, (error: unknown) => error)
  expect(failure).toBeInstanceOf(ApiError)
  return failure as ApiError
}

describe('the transport', () => {
  it('leaves out empty filters and marks every request as ours', async () => {
    const answer = await createTransport({ baseURL }).get('sites', { limit: 5, cursor: null, q: '' })

    expect(answer).toEqual({ data: [1] })
    expect(seen.at(-1)).toMatchObject({ url: '/sites?limit=5', header: '1' })
  })

  it('sends a fresh idempotency key with every POST', async () => {
    const http = createTransport({ baseURL })
    await failureOf(http.post('a'))
    await failureOf(http.post('a'))

    const keys = seen.filter(({ method }) => method === 'POST').map(({ key }) => key)
    expect(new Set(keys).size).toBe(2)
  })

  it('tells once that the login is gone', async () => {
    const onLoginExpired = vi.fn()
    const error = await failureOf(createTransport({ baseURL, onLoginExpired }).get('gone'))

    expect([error.kind, error.code]).toEqual(['expired', 'session_expired'])
    expect(onLoginExpired).toHaveBeenCalledOnce()
  })

  it('takes a wrong password for an answer, not for the end of a login', async () => {
    const onLoginExpired = vi.fn()
    const error = await failureOf(createTransport({ baseURL, onLoginExpired }).post('auth/login', {}))

    expect(error.code).toBe('wrong_credentials')
    expect(onLoginExpired).not.toHaveBeenCalled()
  })

  it('turns a problem document into an error that names the fields', async () => {
    const error = await failureOf(createTransport({ baseURL }).get('invalid'))

    expect(error).toMatchObject({ kind: 'invalid', requestId: 'r-1', fields: { url: 'not a URL' }, isPassing: false })
  })

  it('copes with an answer that is no problem document', async () => {
    const error = await failureOf(createTransport({ baseURL }).get('busy'))

    expect(error).toMatchObject({ kind: 'unexpected', status: 503, retryAfterSeconds: 7, isPassing: true })
  })

  it('says that the server cannot be reached', async () => {
    const error = await failureOf(createTransport({ baseURL: 'http://127.0.0.1:1' }).get('sites'))

    expect(error).toMatchObject({ kind: 'offline', status: 0, isPassing: true })
  })
})

describe('a request that needs a fresh proof of who asks', () => {
  const refused = () => ({ status: 403, body: { code: 'step_up_required', methods: ['totp', 'passkey'] } })
  const done = () => ({ status: 200, body: { id: 'u' } })

  it('asks for it and is sent again, as the very same request', async () => {
    turns.set('/users', [refused, done])
    const onStepUpRequired = vi.fn(async () => true)
    const answer = await createTransport({ baseURL, onStepUpRequired }).post('users', { name: 'Bo' })

    expect(answer).toEqual({ id: 'u' })
    expect(onStepUpRequired).toHaveBeenCalledExactlyOnceWith(['totp', 'passkey'])
    const [first, second] = seen.filter(({ url, method }) => url === '/users' && method === 'POST')
    expect(second).toEqual(first)
  })

  it('is called off when the person says no, and nothing is sent again', async () => {
    turns.set('/users', [refused, done])
    const error = await failureOf(createTransport({ baseURL, onStepUpRequired: async () => false }).post('users'))

    expect([error.isCancelled, error.isPassing, turns.get('/users')?.length]).toEqual([true, false, 1])
  })

  it('is not asked for twice in a row', async () => {
    turns.set('/users', [refused, refused])
    const error = await failureOf(createTransport({ baseURL, onStepUpRequired: async () => true }).post('users'))

    expect(error.code).toBe('step_up_required')
  })
})

describe('a login that is replaced', () => {
  const gone = () => ({ status: 401, body: { code: 'session_ended' } })

  it('does not end it for a request that left with the old one', async () => {
    turns.set('/jobs', [gone, () => ({ status: 200, body: { data: [] } })])
    const onLoginExpired = vi.fn()
    const http = createTransport({ baseURL, onLoginExpired })
    const [, jobs] = await Promise.all([http.post('auth/step-up', {}), http.get('jobs')])

    expect(jobs).toEqual({ data: [] })
    expect(onLoginExpired).not.toHaveBeenCalled()
  })

  it('and refused all the same is gone', async () => {
    turns.set('/jobs', [gone, gone])
    const onLoginExpired = vi.fn()
    const http = createTransport({ baseURL, onLoginExpired })
    await Promise.all([http.post('auth/step-up', {}), failureOf(http.get('jobs'))])

    expect(onLoginExpired).toHaveBeenCalledOnce()
  })

  it('is gone for a form too when the platform says so', async () => {
    const onLoginExpired = vi.fn()
    await failureOf(createTransport({ baseURL, onLoginExpired }).post('auth/passkeys', {}))

    expect(onLoginExpired).toHaveBeenCalledOnce()
  })
})

it('tells that a second factor has to be set up first', async () => {
  const onEnrolmentRequired = vi.fn()
  await failureOf(createTransport({ baseURL, onEnrolmentRequired }).get('enrol-first'))

  expect(onEnrolmentRequired).toHaveBeenCalledOnce()
})

describe('a file', () => {
  it('is its text and the place of its next part', async () => {
    const transport = createTransport({ baseURL })

    expect(await transport.file('log', { who: 'ada' })).toEqual({ text: '"csv"', next: '/log?who=ada&after_seq=7' })
    expect(await transport.file('log', { who: 'bo' })).toEqual({ text: '"csv"', next: null })
  })

  it('that is refused says why, as every request does', async () => {
    const failure = await failureOf(createTransport({ baseURL }).file('log'))

    expect([failure.kind, failure.message]).toEqual(['forbidden', 'Forbidden'])
  })
})
