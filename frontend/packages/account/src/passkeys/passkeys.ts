import type { PasskeyCredential, PasskeyOptions } from '@wingman/api'

export type PasskeyProblem = 'dismissed' | 'known' | 'failed'

export class PasskeyError extends Error {
  constructor(readonly problem: PasskeyProblem) {
    super(`passkey ${problem}`)
    this.name = 'PasskeyError'
  }
}

export function passkeysWork(): boolean {
  return typeof PublicKeyCredential === 'function' && 'credentials' in navigator
}

/** Lets the person prove who they are with a passkey of theirs. */
export async function askPasskey(options: PasskeyOptions): Promise<PasskeyCredential> {
  return (await import('./webauthn')).askPasskey(options)
}

/** Lets the device make a new passkey. */
export async function makePasskey(options: PasskeyOptions): Promise<PasskeyCredential> {
  return (await import('./webauthn')).makePasskey(options)
}
