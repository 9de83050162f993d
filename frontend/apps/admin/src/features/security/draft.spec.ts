import { expect, it } from 'vitest'
import { ceilingOf, changesOf, type SecurityDraft } from './draft'
import { signedListOf } from './signedList'

const SETTINGS = { two_factor_required: { admin: true, support: true, client: false }, two_person_approval: false, destructive_commands_per_hour: 20 }
const DRAFT: SecurityDraft = { factors: { admin: true, support: true, client: false }, twoPersons: false, ceiling: '20' }

it.each<[Partial<SecurityDraft>, object]>([
  [{}, {}],
  [{ ceiling: ' 21 ' }, { destructive_commands_per_hour: 21 }],
  [{ twoPersons: true }, { two_person_approval: true }],
  [{ factors: { ...DRAFT.factors, client: true } }, { two_factor_required: { admin: true, support: true, client: true } }],
])('of %j only what differs is sent', (change, expected) => {
  expect(changesOf(SETTINGS, { ...DRAFT, ...change })).toEqual(expected)
})

it.each(['', '0', '201', '-3', '2.5', '1e2', 'many'])('"%s" is no ceiling', (text) => {
  expect(ceilingOf(text)).toBeUndefined()
})

it('a pasted list is read, and nothing but its four parts is sent on', () => {
  const list = { payload_type: 'keys', payload: 'e30=', keyid: 'root', sig: 'c2ln' }

  expect(signedListOf(JSON.stringify({ ...list, note: 'for Monday' }, null, 2))).toEqual(list)
})

it.each(['', 'a list', 'null', '[]', '{"payload": "e30="}', '{"payload_type": 1, "payload": "", "keyid": "", "sig": ""}'])('%s is no list', (text) => {
  expect(signedListOf(text)).toBeUndefined()
})
