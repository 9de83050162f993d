import type { Monitor } from '@wingman/api'
import { expect, test } from 'vitest'
import { asked, changesOf, draftOf, faultOf, newMonitor } from './draft'

const MONITOR: Monitor = {
  id: 'm1', client_id: 'k1', client_name: 'Elm', site_id: 's1', site_name: 'Shop', name: 'Basket', kind: 'http', interval_seconds: 300,
  address: 'https://shop.example/basket', port: 0, settings: { keyword: 'Checkout', headers: { 'X-From': 'wingman' } }, secret_names: ['basic_auth'],
  has_ping_url: false, is_paused: false, status: 'online', status_reason: 'answered', status_detail: '',
  status_since: '2026-11-23T10:00:00.000Z', checked_at: null, facts: {}, created_at: '2026-11-23T10:00:00.000Z',
}

test('sealed secrets that are kept are not sent', () => {
  const draft = draftOf(MONITOR)
  expect(changesOf(draft)).toMatchObject({ name: 'Basket', interval_seconds: 300, settings: { keyword: 'Checkout', headers: { 'X-From': 'wingman' } } })
  expect(changesOf(draft).secrets).toBeUndefined()
  expect(changesOf({ ...draft, keepsSecrets: false, user: 'u', password: 'p' }).secrets).toEqual({ headers: {}, user: 'u', password: 'p' })
})

test('a monitor belongs to its site, or else to the client that is chosen', () => {
  const draft = { ...draftOf(), name: ' Basket ', address: ' https://x.example/ ', clientId: 'k1' }
  expect(newMonitor(draft, 's1')).toMatchObject({ name: 'Basket', site_id: 's1', client_id: null, address: 'https://x.example/' })
  expect(newMonitor(draft)).toMatchObject({ site_id: null, client_id: 'k1' })
})

test('each kind sends what it knows', () => {
  const draft = draftOf()
  expect(asked({ ...draft, kind: 'tcp', address: 'db.example', port: '3306' })).toEqual({ kind: 'tcp', address: 'db.example', port: 3306, interval_seconds: 60, settings: {} })
  expect(asked({ ...draft, kind: 'dns', record: 'MX', expected: ' a \n\nb' }).settings).toEqual({ record: 'MX', expected: ['a', 'b'] })
  expect(asked({ ...draft, kind: 'heartbeat', address: 'x', periodMinutes: '60', graceMinutes: '5' })).toMatchObject({ address: '', interval_seconds: 3600, settings: { grace_seconds: 300 } })
})

test('what is missing is named, the first first', () => {
  const draft = draftOf()
  expect(faultOf(draft, true)).toBe('nameMissing')
  expect(faultOf({ ...draft, name: 'x' }, true)).toBe('ownerMissing')
  expect(faultOf({ ...draft, name: 'x' }, false)).toBe('addressMissing')
  expect(faultOf({ ...draft, name: 'x', address: 'y', headers: 'no header' }, false)).toBe('headerWrong')
  expect(faultOf({ ...draft, name: 'x', kind: 'heartbeat' }, false)).toBeUndefined()
})
