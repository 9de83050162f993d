import type { ApiClient, User } from '@wingman/api'
import { inject, type App, type InjectionKey, type Ref } from 'vue'
import type { StepUpGate } from './step-up/gate'

/** What the screens of this package need to know about the app that shows them. */
export interface Account {
  api: ApiClient
  /** The agency's app or the portal of its clients: they greet differently. */
  place: 'app' | 'portal'
  user: Readonly<Ref<User | null>>
  /** Somebody was signed in here and no longer is: the sign-in screen says so. */
  hasEnded: () => boolean
  /** The platform has let this person in, or told something new about them. */
  admit: (user: User) => void
  /** Waits for the answer who is signed in. */
  restore: () => Promise<void>
  signOut: () => Promise<void>
  stepUp: StepUpGate
}

const ACCOUNT: InjectionKey<Account> = Symbol('wingman account')

export function provideAccount(app: App, account: Account): void {
  app.provide(ACCOUNT, account)
}

export function useAccount(): Account {
  const account = inject(ACCOUNT)
  if (!account) throw new Error('provideAccount() was not called')
  return account
}

/** The portal is read at arm's length and by thumb: its controls are larger. */
export function useLook() {
  return useAccount().place === 'portal'
    ? { button: 'lg' as const, input: 'h-12 text-md' }
    : { button: 'md' as const, input: '' }
}
