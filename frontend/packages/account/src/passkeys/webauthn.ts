import type { PasskeyCredential, PasskeyOptions } from '@wingman/api'
import { PasskeyError } from './passkeys'

/** The browser's passkey functions speak bytes, the platform speaks JSON with base64url: this is the translation. */

interface NamedCredential {
  id: string
}

/** Lets the person prove who they are with a passkey of theirs. */
export async function askPasskey({ options }: PasskeyOptions): Promise<PasskeyCredential> {
  const publicKey = withBytes(options, 'allowCredentials') as unknown as PublicKeyCredentialRequestOptions
  const credential = await browsers(() => navigator.credentials.get({ publicKey }))
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response as AuthenticatorAssertionResponse
  return told(credential, { clientDataJSON, authenticatorData, signature, userHandle })
}

/** Lets the device make a new passkey. */
export async function makePasskey({ options }: PasskeyOptions): Promise<PasskeyCredential> {
  const user = options.user as { id: string }
  const publicKey = {
    ...withBytes(options, 'excludeCredentials'),
    user: { ...user, id: bytesOf(user.id) },
  } as unknown as PublicKeyCredentialCreationOptions
  const credential = await browsers(() => navigator.credentials.create({ publicKey }))
  const response = credential.response as AuthenticatorAttestationResponse
  const { clientDataJSON, attestationObject } = response
  return told(credential, { clientDataJSON, attestationObject }, { transports: response.getTransports?.() ?? [] })
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

export function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function withBytes(options: Record<string, unknown>, list: 'allowCredentials' | 'excludeCredentials'): Record<string, unknown> {
  const named = (options[list] ?? []) as NamedCredential[]
  return {
    ...options,
    challenge: bytesOf(options.challenge as string),
    [list]: named.map((credential) => ({ ...credential, id: bytesOf(credential.id) })),
  }
}

function told(
  credential: PublicKeyCredential,
  parts: Record<string, ArrayBuffer | null>,
  rest: Record<string, unknown> = {},
): PasskeyCredential {
  const response = Object.entries(parts).map(([name, bytes]) => [name, bytes && textOf(bytes)] as const)
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { ...Object.fromEntries(response), ...rest },
  }
}

/** Whether the person said no, waited too long or has no passkey for this place, browsers do not tell apart. */
async function browsers(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await ask().catch((error: unknown) => {
    const name = error instanceof Error ? error.name : ''
    if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyError('dismissed')
    throw new PasskeyError(name === 'InvalidStateError' ? 'known' : 'failed')
  })
  if (!credential) throw new PasskeyError('dismissed')
  return credential as PublicKeyCredential
}
