import type { ApiClient, User } from '@wingman/api'
import { ApiError } from '@wingman/api'
import { inject, readonly, shallowRef, type App, type InjectionKey, type ShallowRef } from 'vue'

export interface Session {
  user: Readonly<ShallowRef<User | null>>
  /** Asks the platform who is signed in, once; the login itself is a cookie that JavaScript cannot see. */
  restore: () => Promise<void>
  /** The platform has let this person in, or told something new about them. */
  admit: (user: User) => void
  /** This person's role has begun to need a second factor. */
  demandFactor: () => void
  signOut: () => Promise<void>
  /** The platform no longer takes the login. */
  forget: () => void
}

const SESSION: InjectionKey<Session> = Symbol('portal session')

export function createSession(api: ApiClient, onEnd: () => void): Session {
  const user = shallowRef<User | null>(null)
  let restored: Promise<void> | undefined

  function forget(): void {
    user.value = null
    onEnd()
  }

  return {
    user: readonly(user) as Readonly<ShallowRef<User | null>>,
    restore: () => (restored ??= api.auth.me().then((found) => void (user.value = found), ignoreSignedOut)),
    admit: (known) => void (user.value = known),
    demandFactor: () => user.value && (user.value = { ...user.value, must_enrol: true }),
    signOut: async () => {
      await api.auth.logout()
      forget()
    },
    forget,
  }
}

export function provideSession(app: App, session: Session): void {
  app.provide(SESSION, session)
}

export function useSession(): Session {
  const session = inject(SESSION)
  if (!session) throw new Error('provideSession() was not called')
  return session
}

/** No login is an answer. Anything else too: then the sign-in screen says what is wrong when it is used. */
function ignoreSignedOut(error: unknown): void {
  if (!(error instanceof ApiError)) throw error
}
