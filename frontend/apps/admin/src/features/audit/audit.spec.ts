import { describe, expect, it } from 'vitest'
import { filterOf, PLAIN_AUDIT_VIEW } from './auditView'
import { changesOf, subjectOf } from './changes'

describe('the part of the log that is shown', () => {
  it('is everything unless something is asked for', () => {
    expect(filterOf(PLAIN_AUDIT_VIEW)).toEqual({})
  })

  it('includes the whole of its last day', () => {
    const { from, to } = filterOf({ ...PLAIN_AUDIT_VIEW, from: '2026-08-01', to: '2026-08-02' })

    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(2 * 86_400_000)
  })

  it('says in the words of the platform what the address says in its own', () => {
    const filter = filterOf({ ...PLAIN_AUDIT_VIEW, who: 'ada', kind: 'site', object: 's', from: 'not a day' })

    expect(filter).toEqual({ actor: 'ada', object_kind: 'site', object_id: 's' })
  })
})

describe('what an entry says', () => {
  it('names each value once, what changed first', () => {
    const entry = { before: { role: 'client', name: 'Ada' }, after: { name: 'Ada', role: 'admin', site_ids: ['a'] } }

    expect(changesOf(entry)).toEqual([
      { name: 'role', before: 'client', after: 'admin' },
      { name: 'site_ids', before: undefined, after: '["a"]' },
      { name: 'name', before: 'Ada', after: 'Ada' },
    ])
  })

  it('may be nothing', () => {
    expect(changesOf({ before: null, after: null })).toEqual([])
  })

  it.each([
    [{ name: 'New' }, { name: 'Old' }, 'New'],
    [null, { email: 'ada@agency.example' }, 'ada@agency.example'],
    [{ ok: true }, null, '0f7c1a2b'],
  ])('is about what people know it by: %j after %j is %s', (after, before, subject) => {
    expect(subjectOf({ after, before, object_id: '0f7c1a2b-aaaa', user_id: 'ada' })).toBe(subject)
  })

  it('may be about nothing in particular', () => {
    expect(subjectOf({ after: null, before: null, object_id: '-', user_id: null })).toBe('')
  })

  it('needs no name for who did it to themselves', () => {
    expect(subjectOf({ after: null, before: null, object_id: 'ada', user_id: 'ada' })).toBe('')
  })
})
