import { ApiError, type ApiClient, type User } from '@wingman/api'
import { defineStore } from 'pinia'
import { inject, shallowRef, type InjectionKey } from 'vue'

export const SESSION_API: InjectionKey<ApiClient> = Symbol('session api')

/** Who is signed in. The login itself is a cookie that no script can read. */
export const useSession = defineStore('session', () => {
  const user = shallowRef<User | null>(null)
  const hasExpired = shallowRef(false)

  let isKnown = false

  /** Asks once per visit whether a login is still there. */
  async function restore(api: ApiClient): Promise<void> {
    if (isKnown) return
    isKnown = true
    try {
      user.value = await api.auth.me()
    } catch (error) {
      // Not signed in, or out of reach: the sign-in screen is right in both cases.
      if (!(error instanceof ApiError)) throw error
    }
  }

  async function signIn(api: ApiClient, email: string, password: string): Promise<void> {
    user.value = (await api.auth.login(email, password)).user
    hasExpired.value = false
  }

  async function signOut(api: ApiClient): Promise<void> {
    await api.auth.logout()
    user.value = null
  }

  function expire(): void {
    hasExpired.value = user.value !== null
    user.value = null
  }

  return { user, hasExpired, restore, signIn, signOut, expire }
})

export function useSessionApi(): ApiClient {
  const api = inject(SESSION_API)
  if (!api) throw new Error('main.ts provides the API')
  return api
}
