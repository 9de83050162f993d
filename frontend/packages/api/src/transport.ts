import type { AxiosInstance } from 'axios'

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
 * The only door to HTTP. What speaks it (`http.ts`) is a quarter of a first visit, so it is fetched with
 * the first request: a screen that asks nothing, as the sign-in form, does not wait for it.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  let http: Promise<AxiosInstance> | undefined
  const send = async <T>(config: Parameters<AxiosInstance['request']>[0]): Promise<T> => {
    http ??= import('./http').then(({ createHttp }) => createHttp(options))
    return (await (await http).request<T>(config)).data
  }
  return {
    get: (url, query, signal) => send({ url, params: present(query), ...(signal && { signal }) }),
    post: (url, data) => send({ url, method: 'post', data, headers: { 'Idempotency-Key': crypto.randomUUID() } }),
    patch: (url, data) => send({ url, method: 'patch', data }),
    delete: (url) => send({ url, method: 'delete' }),
  }
}

function present(query: Query = {}): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string | number | boolean] => entry[1] != null && entry[1] !== ''),
  )
}
