import type { StatusPagePost } from '@wingman/api'
import { expect, test } from 'vitest'
import { draftOf, faultOf, newPost, newService, postDraftOf, postFaultOf, slugOf, withSite } from './draft'

const POST: StatusPagePost = {
  id: 'p1',
  page_id: 's1',
  thread_id: 'p0',
  state: 'identified',
  title: 'Orders fail',
  text: 'We found it.',
  component_ids: ['c1'],
  at: '2026-11-23T10:00:00.000Z',
  starts_at: null,
  ends_at: null,
}

test('an address says what the title says', () => {
  expect(slugOf('Hofbäckerei Lang & Söhne')).toBe('hofbackerei-lang-sohne')
  expect(slugOf(' Groß… ')).toBe('gross')
})

test('what is missing is named, the first first', () => {
  const draft = draftOf()
  expect(faultOf(draft)).toBe('titleMissing')
  expect(faultOf({ ...draft, title: 'Lang' })).toBe('slugWrong')
  expect(faultOf({ ...draft, title: 'Lang', slug: 'lang', components: [newService()] })).toBe('serviceNameMissing')
  expect(faultOf({ ...draft, title: 'Lang', slug: 'lang' })).toBeUndefined()
})

test('a site is chosen once', () => {
  const chosen = withSite(withSite(newService(), 'a', true), 'a', true)
  expect(chosen.site_ids).toEqual(['a'])
  expect(withSite(chosen, 'a', false).site_ids).toEqual([])
})

test('a story goes on where it stands, in its thread', () => {
  const draft = { ...postDraftOf(POST), text: ' Better now. ' }
  expect(postFaultOf(draft, POST)).toBeUndefined()
  expect(newPost(draft, POST)).toEqual({
    state: 'monitoring',
    title: 'Orders fail',
    text: 'Better now.',
    component_ids: ['c1'],
    thread_id: 'p0',
    starts_at: null,
    ends_at: null,
  })
})

test('a new maintenance needs its times, the end after the start', () => {
  const draft = { ...postDraftOf(), state: 'maintenance' as const, title: 'Move', text: 'We move.' }
  expect(postFaultOf(draft)).toBe('postTimes')
  const planned = { ...draft, starts: '2026-11-24T22:00', ends: '2026-11-24T23:00' }
  expect(postFaultOf({ ...planned, ends: planned.starts })).toBe('postTimes')
  expect(postFaultOf(planned)).toBeUndefined()
  expect(newPost(planned).starts_at).toBe(new Date('2026-11-24T22:00').toISOString())
})
