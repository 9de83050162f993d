import type { components } from './generated/schema'

/** Who is signed in and how: the platform's answers about one's own account. */

type Schemas = components['schemas']

export type Role = Schemas['UserOut']['role']

export interface User {
  id: string
  email: string
  name: string
  role: Role
  client_id: string | null
  locale: string
  /** The websites that a client's person may see; null is all of the client. */
  site_ids: string[] | null
  two_factor: { enabled: boolean; required: boolean }
  /** The role demands a second factor and there is none: nothing else is open until one is set up. */
  must_enrol: boolean
}

export interface Login {
  access_token: string
  expires_at: string
  user: User
}

export type FactorMethod = 'totp' | 'recovery_code' | 'passkey' | 'password'

/** The password was right; now a second factor is asked for. */
export interface HalfLogin {
  two_factor_token: string
  expires_at: string
  methods: FactorMethod[]
}

export interface StepUp {
  methods: FactorMethod[]
  stepped_up_until: string | null
}

/** What the browser's passkey functions take and give, as JSON (WebAuthn level 3). */
export type PasskeyOptions = { options: Record<string, unknown> }
export type PasskeyCredential = Record<string, unknown>

export interface CheckedLink {
  purpose: 'invitation' | 'password_reset' | 'email_change'
  email: string
  name: string
  role: Role | null
  client_name: string | null
  agency_name: string
  expires_at: string
}

export interface Registration {
  token: string
  name: string
  password: string
  locale?: string
}

export interface Session {
  id: string
  created_at: string
  last_seen_at: string
  address: string
  device: string
  is_current: boolean
  kind: string
}

export interface Passkey {
  id: string
  name: string
  created_at: string
  last_used_at: string | null
}

export interface Factors {
  totp: { enabled: boolean; confirmed_at: string | null }
  recovery_codes: { left: number }
  passkeys: Passkey[]
  required: boolean
}

export interface TotpSetup {
  secret: string
  otpauth_uri: string
  qr_svg: string
}

export interface RecoveryCodes {
  recovery_codes: string[]
}

export type NewPasskey = Passkey & { recovery_codes: string[] | null }

export interface AccessToken {
  id: string
  name: string
  prefix: string
  scopes: string[]
  expires_at: string
  last_used_at: string | null
  created_at: string
}

export type NewAccessToken = AccessToken & { token: string }

export interface TokenRequest {
  name: string
  scopes: string[]
  expires_in_days: number
}

/** A colleague, as the people of one client see each other. */
export interface Person {
  id: string
  email: string
  name: string
  is_active: boolean
  last_login_at: string | null
  site_ids: string[] | null
}
