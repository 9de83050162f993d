import type { FilePart, Send } from './http'

export interface TransportOptions {
  baseURL?: string
  /** Called once per request that was refused because the login is gone. */
  onLoginExpired?: () => void
  /**
   * Called when a request needs a fresh proof of who is asking. Whoever answers true has seen that proof given:
   * the request is then sent again. False calls it off.
   */
  onStepUpRequired?: (methods: readonly string[]) => Promise<boolean>
  /** Called once per request that was refused because a second factor has to be set up first. */
  onEnrolmentRequired?: () => void
}

export interface Transport {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => Promise<T>
  file: (path: string, query?: Query) => Promise<FilePart>
  post: <T>(path: string, body?: unknown) => Promise<T>
  put: <T>(path: string, body: unknown) => Promise<T>
  patch: <T>(path: string, body: unknown) => Promise<T>
  delete: (path: string) => Promise<void>
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * The only door to HTTP. What speaks it (`http.ts`) is a quarter of a first visit, so it is fetched with
 * the first request: a screen that asks nothing, as the sign-in form, does not wait for it.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  let sender: Promise<Send> | undefined
  const send: Send = async (request) => {
    sender ??= import('./http').then(({ createSend }) => createSend(options))
    return (await sender)(request)
  }
  return {
    get: (url, query, signal) => send({ url, method: 'get', params: present(query), ...(signal && { signal }) }),
    file: (url, query) => send({ url, method: 'get', params: present(query), responseType: 'text' }),
    post: (url, data) => send({ url, method: 'post', data, headers: { 'Idempotency-Key': crypto.randomUUID() } }),
    put: (url, data) => send({ url, method: 'put', data }),
    patch: (url, data) => send({ url, method: 'patch', data }),
    delete: (url) => send({ url, method: 'delete' }),
  }
}

function present(query: Query = {}): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string | number | boolean] => entry[1] != null && entry[1] !== ''),
  )
}
