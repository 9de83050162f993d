import type { Member, Role } from '@wingman/api'
import type { Sort } from '@wingman/ui'

export const USER_SORTS = ['name', 'role', 'client', 'factor', 'seen'] as const
export type UserSort = (typeof USER_SORTS)[number]

/** What the list shows, as its address says it. */
export const PLAIN_USER_VIEW = { q: '', role: '', client: '', state: '', sort: 'name' } as const
export type UserView = Record<keyof typeof PLAIN_USER_VIEW, string>

const ROLE_ORDER: Record<Role, number> = { admin: 0, support: 1, client: 2 }
const VALUES: Record<UserSort, (user: Member) => string | number> = {
  name: ({ name, email }) => (name || email).toLowerCase(),
  role: ({ role }) => ROLE_ORDER[role],
  client: ({ client_name }) => client_name?.toLowerCase() ?? '',
  factor: ({ two_factor_enabled }) => Number(two_factor_enabled),
  seen: ({ last_login_at }) => last_login_at ?? '',
}

export function sortOf(text: string): Sort<UserSort> {
  const key = USER_SORTS.find((candidate) => candidate === text.replace(/^-/, '')) ?? 'name'
  return { key, descending: text.startsWith('-') }
}

export function sortText({ key, descending }: Sort<UserSort>): string {
  return `${descending ? '-' : ''}${key}`
}

export function selectUsers(users: readonly Member[], { q, role, client, state, sort }: UserView): Member[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const { key, descending } = sortOf(sort)
  const [value, sign] = [VALUES[key], descending ? -1 : 1]
  const shown = users.filter(
    (user) =>
      (role === '' || user.role === role) &&
      (client === '' || user.client_id === client) &&
      (state === '' || user.is_active === (state === 'active')) &&
      words.every((word) => `${user.name} ${user.email} ${user.client_name ?? ''}`.toLowerCase().includes(word)),
  )
  return shown.sort((a, b) => {
    const [first, second] = [value(a), value(b)]
    if (first !== second) return first < second ? -sign : sign
    return VALUES.name(a) < VALUES.name(b) ? -1 : 1
  })
}

/** Whose loss would leave nobody who can give anybody access. */
export function isLastAdmin(users: readonly Member[], id: string): boolean {
  const admins = users.filter(({ role, is_active }) => role === 'admin' && is_active)
  return admins.length === 1 && admins[0]?.id === id
}
