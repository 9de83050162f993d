import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PasskeyError, passkeysWork } from './passkeys'
import { askPasskey, bytesOf, makePasskey, textOf } from './webauthn'

const bytes = (...values: number[]) => Uint8Array.from(values).buffer
const get = vi.fn()
const create = vi.fn()

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', vi.fn())
  Object.defineProperty(navigator, 'credentials', { value: { get, create }, configurable: true })
})
afterEach(() => vi.unstubAllGlobals())

it('bytes survive the way into text and back, with characters that belong into an address', () => {
  expect(textOf(bytes(251, 255, 190, 0))).toBe('-_--AA')
  expect(bytesOf('-_--AA')).toEqual(Uint8Array.from([251, 255, 190, 0]))
})

it('a browser without passkeys is noticed', () => {
  expect(passkeysWork()).toBe(true)
  vi.unstubAllGlobals()
  expect(passkeysWork()).toBe(typeof globalThis.PublicKeyCredential === 'function')
})

describe('signing in', () => {
  it('hands bytes to the browser and text to the platform', async () => {
    get.mockResolvedValue({
      id: 'AQ', rawId: bytes(1), type: 'public-key', authenticatorAttachment: 'platform', getClientExtensionResults: () => ({}),
      response: { clientDataJSON: bytes(2), authenticatorData: bytes(3), signature: bytes(4), userHandle: null },
    })

    const told = await askPasskey({ options: { challenge: 'AAE', rpId: 'agency.example', allowCredentials: [{ type: 'public-key', id: 'AQ' }] } })

    expect(get).toHaveBeenCalledWith({
      publicKey: {
        challenge: Uint8Array.from([0, 1]), rpId: 'agency.example',
        allowCredentials: [{ type: 'public-key', id: Uint8Array.from([1]) }],
      },
    })
    expect(told).toEqual({
      id: 'AQ', rawId: 'AQ', type: 'public-key', authenticatorAttachment: 'platform', clientExtensionResults: {},
      response: { clientDataJSON: 'Ag', authenticatorData: 'Aw', signature: 'BA', userHandle: null },
    })
  })

  it.each([['NotAllowedError', 'dismissed'], ['SecurityError', 'failed'], ['InvalidStateError', 'known']])('%s means: %s', async (name, problem) => {
    get.mockRejectedValue(new DOMException('', name))

    const error = await askPasskey({ options: { challenge: 'AA' } }).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(PasskeyError)
    expect((error as PasskeyError).problem).toBe(problem)
  })
})

it('a new passkey is told with the ways it can be reached', async () => {
  create.mockResolvedValue({
    id: 'AQ', rawId: bytes(1), type: 'public-key', authenticatorAttachment: null, getClientExtensionResults: () => ({}),
    response: { clientDataJSON: bytes(2), attestationObject: bytes(3), getTransports: () => ['internal'] },
  })

  const told = await makePasskey({ options: { challenge: 'AA', user: { id: 'Bw', name: 'anna' } } })

  expect(create.mock.calls[0]?.[0].publicKey.user).toEqual({ id: Uint8Array.from([7]), name: 'anna' })
  expect(told.response).toEqual({ clientDataJSON: 'Ag', attestationObject: 'Aw', transports: ['internal'] })
})
