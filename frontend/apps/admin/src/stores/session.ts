import { ApiError, type ApiClient, type User } from '@wingman/api'
import { inject, shallowReactive, type InjectionKey } from 'vue'

export const SESSION_API: InjectionKey<ApiClient> = Symbol('session api')

/** Who is signed in. The login itself is a cookie that no script can read. */
const session = shallowReactive({ user: null as User | null, hasExpired: false, restore, admit, demandFactor, signOut, expire })

let isKnown = false

/** No store of Pinia's: the sign-in screen needs this and nothing else of it. */
export function useSession() {
  return session
}

/** Asks once per visit whether a login is still there. */
async function restore(api: ApiClient): Promise<void> {
  if (isKnown) return
  isKnown = true
  try {
    session.user = await api.auth.me()
  } catch (error) {
    // Not signed in, or out of reach: the sign-in screen is right in both cases.
    if (!(error instanceof ApiError)) throw error
  }
}

/** The platform has let this person in, or told something new about them. */
function admit(user: User): void {
  session.user = user
  session.hasExpired = false
}

/** The role of this person has begun to need a second factor. */
function demandFactor(): void {
  if (session.user) session.user = { ...session.user, must_enrol: true }
}

async function signOut(api: ApiClient): Promise<void> {
  await api.auth.logout()
  session.user = null
}

function expire(): void {
  session.hasExpired = session.user !== null
  session.user = null
}

export function useSessionApi(): ApiClient {
  const api = inject(SESSION_API)
  if (!api) throw new Error('main.ts provides the API')
  return api
}
