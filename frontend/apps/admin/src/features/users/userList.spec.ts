import type { Member } from '@wingman/api'
import { describe, expect, it } from 'vitest'
import { isLastAdmin, PLAIN_USER_VIEW, selectUsers, sortOf, sortText, type UserView } from './userList'

const user = (name: string, more: Partial<Member> = {}) =>
  ({ id: name, name, email: `${name.toLowerCase()}@agency.example`, role: 'support', client_id: null, client_name: null, is_active: true, ...more }) as Member
const USERS = [
  user('Bea', { role: 'admin', last_login_at: '2026-08-02T00:00:00Z' }),
  user('Ada', { role: 'client', client_id: 'c', client_name: 'Cedar Clinic', last_login_at: null }),
  user('Cem', { is_active: false, last_login_at: '2026-08-03T00:00:00Z' }),
]
const shown = (view: Partial<UserView>) => selectUsers(USERS, { ...PLAIN_USER_VIEW, ...view }).map(({ name }) => name)

describe('the list of people', () => {
  it.each<[Partial<UserView>, string[]]>([
    [{}, ['Ada', 'Bea', 'Cem']],
    [{ q: 'CEDAR ada' }, ['Ada']],
    [{ q: 'agency.example', role: 'support' }, ['Cem']],
    [{ client: 'c' }, ['Ada']],
    [{ state: 'active' }, ['Ada', 'Bea']],
    [{ state: 'inactive' }, ['Cem']],
    [{ sort: '-seen' }, ['Cem', 'Bea', 'Ada']],
    [{ sort: 'role' }, ['Bea', 'Cem', 'Ada']],
  ])('with %j shows %j', (view, expected) => {
    expect(shown(view)).toEqual(expected)
  })

  it('reads an order that it wrote, and the plain one from what it never wrote', () => {
    expect(sortOf(sortText({ key: 'seen', descending: true }))).toEqual({ key: 'seen', descending: true })
    expect(sortOf('-nonsense')).toEqual({ key: 'name', descending: true })
  })
})

describe('the last administrator', () => {
  it('is the only one who is active', () => {
    const two = [...USERS, user('Dag', { role: 'admin', is_active: false })]

    expect(isLastAdmin(two, 'Bea')).toBe(true)
    expect(isLastAdmin(two, 'Dag')).toBe(false)
    expect(isLastAdmin([...USERS, user('Eve', { role: 'admin' })], 'Bea')).toBe(false)
  })
})
