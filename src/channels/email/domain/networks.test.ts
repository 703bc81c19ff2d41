import assert from 'node:assert/strict'
import { test } from 'node:test'
import ipaddr from 'ipaddr.js'
import fc from 'fast-check'
import { isWithin, networkOf } from './networks.ts'

test('An address is within a network as another reader of networks says', () => {
  for (const [address, bits] of [
    [fc.ipV4(), 32],
    [fc.ipV6(), 128],
  ] as const) {
    fc.assert(
      fc.property(address, address, fc.nat(bits), (one, other, length) => {
        fc.pre(!one.includes('.') || bits === 32)
        fc.pre(!other.includes('.') || bits === 32)
        const expected = ipaddr.parse(one).match(ipaddr.parseCIDR(`${other}/${length}`))
        assert.equal(isWithin(one, [`${other}/${length}`]), expected)
        assert.ok(isWithin(one, [`${one}/${length}`]))
      }),
    )
  }
  assert.ok(isWithin('::ffff:192.0.2.9', ['192.0.2.0/24']))
  for (const none of ['', '1', '1.2.3', '1.2.3.256', '1.2.3.4/33', ':::', '1::2::3', 'x', '1.2.3.4/8/8']) {
    assert.equal(networkOf(none), undefined, none)
  }
})
