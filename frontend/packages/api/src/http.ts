import axios, { AxiosError, type AxiosInstance } from 'axios'
import { ApiError, type Problem } from './errors'
import type { TransportOptions } from './transport'

/**
 * The login is an HttpOnly cookie that JavaScript never sees; the `X-Wingman-Request` header is what
 * another origin cannot send, which makes the cookie safe to use.
 */
export function createHttp({ baseURL = '/api/v1', onLoginExpired }: TransportOptions): AxiosInstance {
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
  return http
}

function toApiError(failure: unknown): unknown {
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
