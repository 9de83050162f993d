import type { components } from './generated/schema'

/** One's own account, as the platform tells it. */

type Schemas = components['schemas']

export type User = Schemas['UserOut']
export type Role = Schemas['Role']
export type Login = Schemas['LoginOut']
export type FactorMethod = Schemas['Method']
/** The password was right; now a second factor is asked for. */
export type HalfLogin = Schemas['TwoFactorOut']
export type StepUp = Schemas['StepUpOut']

/** What the browser's passkey functions take and give, as JSON (WebAuthn level 3). */
export type PasskeyOptions = Schemas['PasskeyOptionsOut']
export type PasskeyCredential = Record<string, unknown>

export type Session = Schemas['SessionOut']
export type Factors = Schemas['FactorsOut']
export type Passkey = Schemas['PasskeyOut']
export type NewPasskey = Schemas['PasskeyCreatedOut']
export type TotpSetup = Schemas['TotpOut']
export type RecoveryCodes = Schemas['RecoveryCodesOut']
export type Permission = Schemas['Permission']
export type AccessToken = Schemas['TokenOut']
export type NewAccessToken = Schemas['TokenCreatedOut']
export type TokenRequest = Schemas['TokenCreate']

/** What a link from a mail is for, and whom it was sent to. */
export type CheckedLink = Schemas['LinkOut']
export type Registration = Omit<Schemas['Registration'], 'locale'> & { locale?: Schemas['Locale'] }
/** A colleague, as the people of one client see each other. */
export type Person = Schemas['ColleagueOut']
