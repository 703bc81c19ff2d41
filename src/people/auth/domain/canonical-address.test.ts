import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalAddress } from './canonical-address.ts'

const local = fc.stringMatching(/^[a-z0-9]{1,12}([.+_-][a-z0-9]{1,8}){0,2}$/)
const domain = fc.stringMatching(/^[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,5})?\.(example|test)$/)

describe('A canonical address', () => {
  it('is the same however the domain is written', () => {
    fc.assert(
      fc.property(local, domain, fc.boolean(), (name, host, wide) => {
        const written = ` ${name}@${wide ? host.replaceAll('.', '．') : host.toUpperCase()} `
        assert.equal(canonicalAddress(written), `${name}@${host}`)
      }),
    )
  })

  it('is a fixed point', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.emailAddress(), fc.string({ unit: 'grapheme' })), (written) => {
        const canonical = canonicalAddress(written)
        if (canonical !== null) assert.equal(canonicalAddress(canonical), canonical)
      }),
    )
  })

  it('has one @, no space, and only ASCII, whatever was written', () => {
    const noise = fc.stringMatching(/^[a-zé"@.+ <>,;()[\]\\\t\n%/#:À-ſ．]{1,24}$/u)
    fc.assert(
      fc.property(noise, noise, (left, right) => {
        const canonical = canonicalAddress(`${left}@${right}`)
        if (canonical !== null) assert.match(canonical, /^[!-?A-~]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/)
      }),
      { numRuns: 2_000 },
    )
  })

  it('keeps a +tag apart from the address without it', () => {
    fc.assert(
      fc.property(local, fc.stringMatching(/^[a-z0-9]{1,8}$/), domain, (name, tag, host) => {
        assert.notEqual(canonicalAddress(`${name}+${tag}@${host}`), canonicalAddress(`${name}@${host}`))
      }),
    )
  })

  const examples: [string, string | null, string][] = [
    ['Ann@Cust.Example', 'Ann@cust.example', 'case of the local part stays'],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example', 'an international domain is an A-label'],
    ['ann@cust．example', 'ann@cust.example', 'a full-width dot is a dot'],
    ['ann@сust.example', 'ann@xn--ust-3ed.example', 'a Cyrillic look-alike is another domain'],
    ['"ann@cust.example x"@evil.example', null, 'a quoted local part'],
    ['ann@cust.example@evil.example', null, 'two @'],
    ['ann@cust.example, bob@cust.example', null, 'two addresses'],
    ['Ann <ann@cust.example>', null, 'a display name'],
    ['ánn@cust.example', null, 'a local part that is not ASCII'],
    ['ann@[192.0.2.1]', null, 'an address literal'],
    ['ann@192.0.2.1', null, 'a number as domain'],
    ['ann@0x7f.1', null, 'a number in disguise'],
    ['ann@localhost', null, 'a domain without a dot'],
    ['ann@cust.example:25', null, 'a port'],
    ['ann@cust.exam%70le', null, 'an escaped domain'],
    ['ann@cust.example/x', null, 'a path'],
    ['ann@-cust.example', null, 'a label that begins with a hyphen'],
    ['.ann@cust.example', null, 'a dot at the beginning'],
    ['an..n@cust.example', null, 'two dots'],
    ['@cust.example', null, 'nobody'],
    [`${'a'.repeat(65)}@cust.example`, null, 'a local part of 65 characters'],
    ['', null, 'nothing'],
  ]
  for (const [written, canonical, why] of examples) {
    it(`knows ${why}`, () => assert.equal(canonicalAddress(written), canonical))
  }
})
