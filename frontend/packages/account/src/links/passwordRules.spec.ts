import { ApiError } from '@wingman/api'
import { describe, expect, it } from 'vitest'
import { passwordRules, refusalWords } from './passwordRules'

const unmet = (password: string, email = 'nora.nord@agency.example') =>
  passwordRules(password, email).filter(({ isMet }) => !isMet).map(({ words }) => words)

describe('the rules while typing', () => {
  it.each([
    ['', ['rule.length', 'rule.address']],
    ['eleven char', ['rule.length']],
    ['twelve chars', []],
    ['lantern orbit meadow', []],
    ['my Nora-Nord secret', ['rule.address']],
    ['x'.repeat(72), []],
    ['x'.repeat(73), ['rule.tooLong']],
    // What counts is how many bytes are kept, not how many signs are seen.
    ['ä'.repeat(37), ['rule.tooLong']],
  ])('for “%s” these are unmet: %j', (password, expected) => {
    expect(unmet(password)).toEqual(expected)
  })

  it('leave a very short name of a mailbox alone', () => {
    expect(unmet('a better password', 'a@agency.example')).toEqual([])
  })
})

describe('a refusal', () => {
  const refused = (detail: string) => new ApiError(422, { code: 'weak_password', errors: [{ pointer: '/body/password', detail }] })

  it.each([
    ['Too short: use at least 12 characters.', 'rule.refused.short'],
    ['Too long: use at most 72 bytes, which are as many plain letters.', 'rule.refused.long'],
    ['It contains a part of the e-mail address.', 'rule.refused.address'],
    ['It contains the name of the product or of the agency.', 'rule.refused.name'],
    ['Too common: it is among the first that an attacker tries.', 'rule.refused.common'],
    ['Something new.', 'failure.weakPassword'],
  ])('“%s” is said as %s', (detail, words) => {
    expect(refusalWords(refused(detail), 'password')).toBe(words)
  })

  it('of another kind is none of these', () => {
    expect(refusalWords(new ApiError(422, { code: 'invalid_body' }), 'password')).toBeUndefined()
  })
})
