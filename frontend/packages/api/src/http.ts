import axios, { AxiosError, type AxiosResponse } from 'axios'
import { ApiError, type Problem } from './errors'
import type { TransportOptions } from './transport'

export interface Request {
  url: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  params?: Record<string, string | number | boolean>
  data?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  /** A file and where its next part is (FilePart), instead of a document. */
  responseType?: 'text'
}

export interface FilePart {
  text: string
  next: string | null
}

export type Send = <T>(request: Request) => Promise<T>

const LOGIN_GONE = new Set(['not_signed_in', 'session_ended'])

/**
 * The login is an HttpOnly cookie that JavaScript never sees; the `X-Wingman-Request` header is what
 * another origin cannot send, which makes the cookie safe to use.
 */
export function createSend({ baseURL = '/api/v1', onLoginExpired, onStepUpRequired, onEnrolmentRequired }: TransportOptions): Send {
  const http = axios.create({
    baseURL,
    withCredentials: true,
    paramsSerializer: (params: Record<string, string>) => new URLSearchParams(params).toString(),
    timeout: 30_000,
    headers: { Accept: 'application/json', 'X-Wingman-Request': '1' },
  })
  const renewals = createRenewals()

  return async function send<T>(request: Request): Promise<T> {
    try {
      return await attempt<T>(request)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'step_up_required' && onStepUpRequired) {
        if (await onStepUpRequired(error.methods)) return attempt<T>(request)
        throw new ApiError(403, { code: 'step_up_cancelled' })
      }
      if (error.code === 'two_factor_enrolment_required') onEnrolmentRequired?.()
      if (meansLoginGone(error, request)) onLoginExpired?.()
      throw error
    }
  }

  async function attempt<T>(request: Request): Promise<T> {
    const known = renewals.count()
    try {
      return await renewals.watch(request, once<T>(request))
    } catch (error) {
      // This request may have left with a login that another one replaced on the way: then it goes again.
      if (!(error instanceof ApiError) || !meansLoginGone(error, request)) throw error
      if ((await renewals.settled()) === known) throw error
      return once<T>(request)
    }
  }

  async function once<T>(request: Request): Promise<T> {
    try {
      const response = await http.request<T>(request)
      return request.responseType ? (filePartOf(response) as T) : response.data
    } catch (failure) {
      throw toApiError(failure)
    }
  }
}

/** Signing in, proving a factor and the like put a new login in place of the old one, which is dead from then on. */
function createRenewals() {
  let done = 0
  const running = new Set<Promise<unknown>>()
  return {
    count: () => done,
    settled: () => Promise.allSettled(running).then(() => done),
    watch: <T>(request: Request, answer: Promise<T>): Promise<T> => {
      if (!isForm(request)) return answer
      running.add(answer)
      return answer.then((value) => (done++, value)).finally(() => running.delete(answer))
    },
  }
}

/** A wrong password or code is an answer to a form, not the end of a login. */
function meansLoginGone(error: ApiError, request: Request): boolean {
  return error.status === 401 && (LOGIN_GONE.has(error.code) || !isForm(request))
}

function isForm({ url, method }: Request): boolean {
  return url.startsWith('auth/') && method !== 'get'
}

function toApiError(failure: unknown): unknown {
  if (axios.isCancel(failure) || !(failure instanceof AxiosError)) return failure
  const { response } = failure
  if (!response) return new ApiError(0)
  const retryAfter = Number(response.headers['retry-after'])
  return new ApiError(response.status, problemOf(response.data), Number.isFinite(retryAfter) ? retryAfter : undefined)
}

function filePartOf({ data, headers }: AxiosResponse<unknown>): FilePart {
  const next = /<([^>]+)>; *rel="?next"?/.exec(String(headers.link ?? ''))?.[1]
  return { text: String(data), next: next ?? null }
}

function problemOf(body: unknown): Problem {
  if (typeof body === 'string' && body.startsWith('{')) return problemOf(JSON.parse(body))
  return typeof body === 'object' && body !== null ? (body as Problem) : {}
}
