import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { inject, type App, type InjectionKey } from 'vue'
import type { ApiClient } from '../client'
import { ApiError } from '../errors'

const API: InjectionKey<ApiClient> = Symbol('wingman api')
const RETRIES = 2
const FRESH_MS = 10_000

/** Gives every component below the app the API and one cache for what it answered. */
export function provideApi(app: App, api: ApiClient, queryClient = createQueryClient()): QueryClient {
  app.provide(API, api)
  app.use(VueQueryPlugin, { queryClient })
  return queryClient
}

export function useApi(): ApiClient {
  const api = inject(API)
  if (!api) throw new Error('provideApi() was not called')
  return api
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // What the platform refused, it refuses again: only ask twice when it was busy or out of reach.
        retry: (failures, error) => error instanceof ApiError && error.isPassing && failures < RETRIES,
        retryDelay: (failures, error) => 1000 * ((error instanceof ApiError && error.retryAfterSeconds) || 2 ** failures),
      },
      mutations: { retry: false },
    },
  })
}
