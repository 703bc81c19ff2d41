import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findTotpStep, newTotpKey, totpCode, totpStep, totpUri } from './totp.ts'
import { hashCode, openKey, sealKey } from './sealed-key.ts'

/** `12345678901234567890` in base 32, as RFC 6238 has it in its appendix B. */
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1000)

describe('A code of an authenticator app', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const) {
    it(`at second ${seconds} is ${code}`, () => assert.equal(totpCode(key, totpStep(at(seconds))), code))
  }

  it('is taken one step early and one late, and never again', () => {
    const code = totpCode(key, 100)
    const times = [69, 99, 100, 101, 130, 131].map((step) => findTotpStep(key, code, at(step * 30), 0))
    assert.deepEqual(times, [null, 100, 100, 100, null, null])
    assert.equal(findTotpStep(key, code, at(3000), 100), null)
  })

  it('belongs to a key of its own', () => {
    const made = newTotpKey()
    assert.match(made, /^[A-Z2-7]{32}$/)
    assert.notEqual(newTotpKey(), made)
    assert.equal(
      totpUri(made, { issuer: 'A & B', account: 'a@b.example' }),
      `otpauth://totp/A%20%26%20B:a%40b.example?secret=${made}&issuer=A%20%26%20B`,
    )
  })
})

describe('A sealed secret', () => {
  it('opens for its owner and with its key only', () => {
    const sealed = sealKey('one', 'ann', key)
    assert.ok(!sealed.includes(key))
    assert.equal(openKey('one', 'ann', sealed), key)
    assert.throws(() => openKey('two', 'ann', sealed))
    assert.throws(() => openKey('one', 'bob', sealed))
    assert.notEqual(hashCode('one', 'ann', 'x'), hashCode('two', 'ann', 'x'))
  })
})
