import { expect, it } from 'vitest'
import type { RouteLocationNormalized } from 'vue-router'
import { safeNext } from './parts/next'
import { accountGuard } from './routes'
import { ANNA } from './testing'

const to = (path: string, name: string, isPublic = false) =>
  ({ path, fullPath: `${path}?a=1`, name, meta: isPublic ? { public: true } : {} }) as unknown as RouteLocationNormalized

it.each([['/sites/7', '/sites/7'], ['https://evil.example', '/'], ['//evil.example', '/'], ['/\\evil.example', '/'], [undefined, '/'], [['/a'], '/']])(
  'after signing in, %j leads to %s',
  (next, expected) => expect(safeNext(next)).toBe(expected),
)

it('whoever is not signed in is led to the sign-in and remembers the way', () => {
  expect(accountGuard(null, to('/sites', 'sites'))).toEqual({ name: 'sign-in', query: { next: '/sites?a=1' } })
  expect(accountGuard(null, to('/', 'home'))).toEqual({ name: 'sign-in', query: {} })
  expect(accountGuard(null, to('/sign-in', 'sign-in', true))).toBe(true)
})

it('whoever is signed in is spared the sign-in', () => {
  expect(accountGuard(ANNA, to('/sign-in', 'sign-in', true))).toEqual({ path: '/' })
  expect(accountGuard(ANNA, to('/sites', 'sites'))).toBe(true)
})

it('whoever must set up a second factor does that first, but may still open links from mails', () => {
  const unprotected = { ...ANNA, must_enrol: true }

  expect(accountGuard(unprotected, to('/sites', 'sites'))).toEqual({ name: 'enrol', query: { next: '/sites?a=1' } })
  expect(accountGuard(unprotected, to('/enrol', 'enrol'))).toBe(true)
  expect(accountGuard(unprotected, to('/welcome', 'welcome', true))).toBe(true)
  expect(accountGuard(ANNA, to('/enrol', 'enrol'))).toEqual({ path: '/' })
})
