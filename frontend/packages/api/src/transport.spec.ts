import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ApiError } from './errors'
import { createTransport } from './transport'

const ANSWERS: Record<string, { status: number; body: unknown; headers?: Record<string, string> }> = {
  '/sites?limit=5': { status: 200, body: { data: [1] } },
  '/gone': { status: 401, body: { code: 'session_expired', title: 'Signed out' } },
  '/auth/login': { status: 401, body: { code: 'credentials_invalid' } },
  '/invalid': {
    status: 422,
    body: { code: 'invalid_body', title: 'Invalid', request_id: 'r-1', errors: [{ pointer: '/body/url', detail: 'not a URL' }] },
  },
  '/busy': { status: 503, body: '<html>', headers: { 'Retry-After': '7' } },
}

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
    response.setHeader('Access-Control-Expose-Headers', 'retry-after')
    response.setHeader('Access-Control-Allow-Methods', 'GET,POST,PATCH,DELETE')
    if (request.method === 'OPTIONS') return response.writeHead(204).end()
    const answer = ANSWERS[request.url ?? ''] ?? { status: 404, body: { code: 'not_found' } }
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

    expect(error.code).toBe('credentials_invalid')
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
