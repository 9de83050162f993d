import axios, { AxiosError, type AxiosInstance, type AxiosRequestConfig } from 'axios'
import { ApiError, type Problem } from './errors'

export interface TransportOptions {
  baseURL?: string
  /** Called once per request that was refused because the login is gone. */
  onLoginExpired?: () => void
}

export interface Transport {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => Promise<T>
  post: <T>(path: string, body?: unknown) => Promise<T>
  patch: <T>(path: string, body: unknown) => Promise<T>
  delete: (path: string) => Promise<void>
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * The only place that speaks HTTP. The login is an HttpOnly cookie that JavaScript never sees; the
 * `X-Wingman-Request` header is what another origin cannot send, which makes the cookie safe to use.
 */
export function createTransport({ baseURL = '/api/v1', onLoginExpired }: TransportOptions = {}): Transport {
  const http = axios.create({
    baseURL,
    withCredentials: true,
    timeout: 30_000,
    headers: { Accept: 'application/json', 'X-Wingman-Request': '1' },
  })
  http.interceptors.response.use(undefined, (failure: unknown) => {
    const error = toApiError(failure)
    if (error instanceof ApiError && error.kind === 'expired' && !isLogin(failure)) onLoginExpired?.()
    throw error
  })
  return verbs(http)
}

function verbs(http: AxiosInstance): Transport {
  const send = async <T>(config: AxiosRequestConfig): Promise<T> => (await http.request<T>(config)).data
  return {
    get: (url, query, signal) => send({ url, params: present(query), ...(signal && { signal }) }),
    post: (url, data) => send({ url, method: 'post', data, headers: { 'Idempotency-Key': crypto.randomUUID() } }),
    patch: (url, data) => send({ url, method: 'patch', data }),
    delete: (url) => send({ url, method: 'delete' }),
  }
}

export function toApiError(failure: unknown): unknown {
  if (axios.isCancel(failure) || !(failure instanceof AxiosError)) return failure
  const { response } = failure
  if (!response) return new ApiError(0)
  const retryAfter = Number(response.headers['retry-after'])
  return new ApiError(response.status, problemOf(response.data), Number.isFinite(retryAfter) ? retryAfter : undefined)
}

/** A wrong password is an answer to the form, not the end of a login. */
function isLogin(failure: unknown): boolean {
  return failure instanceof AxiosError && failure.config?.url === 'auth/login'
}

function problemOf(body: unknown): Problem {
  return typeof body === 'object' && body !== null ? (body as Problem) : {}
}

function present(query: Query = {}): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string | number | boolean] => entry[1] != null && entry[1] !== ''),
  )
}
