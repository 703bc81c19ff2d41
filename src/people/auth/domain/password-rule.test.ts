import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passwordProblem } from './password-rule.ts'

const owner = { name: 'Ann Ferrier', email: 'a.ferrier+x@guest.example' }

describe('A password', () => {
  const examples: [string, string | null][] = [
    ['seven-grey-umbrellas', null],
    ['twelve chars', null],
    ['eleven char', 'short'],
    ['', 'short'],
    ['x'.repeat(129), 'long'],
    ['my-Ferrier-boat', 'owner'],
    ['correct-Password-horse', 'obvious'],
    ['qwertyuiop-and-more', 'obvious'],
    ['xx-123456-yy-zz', 'obvious'],
    ['aaaaaaaaaaaaaa', 'monotonous'],
    ['abababababab', 'monotonous'],
  ]
  for (const [password, problem] of examples) {
    it(`“${password.slice(0, 30)}” is ${problem ?? 'good'}`, () =>
      assert.equal(passwordProblem(password, owner), problem))
  }

  it('may have parts of names that are in many words', () =>
    assert.equal(passwordProblem('planning-a-boat', { name: 'Ann Li', email: 'li@guest.example' }), null))
})
