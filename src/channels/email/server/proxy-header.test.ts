import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWithin, networkOf, parseCidrs } from './mail-network.ts'
import { readProxyHeader } from './proxy-header.ts'

const port = fc.integer({ min: 0, max: 65_535 })

test('A header of the PROXY protocol is read whole, and nothing behind it', () => {
  fc.assert(
    fc.property(fc.ipV4(), port, fc.uint8Array({ maxLength: 40 }), (address, from, rest) => {
      const header = Buffer.from(`PROXY TCP4 ${address} 10.0.0.1 ${from} 25\r\n`)
      const read = readProxyHeader(Buffer.concat([header, rest]))
      assert.deepEqual(read, { is: 'read', length: header.length, source: { address, port: from } })
    }),
  )
})

test('A beginning of a header is waited for, and rubbish is never taken for one', () => {
  const header = 'PROXY TCP6 2001:db8::1 ::1 65535 25\r\n'
  for (let end = 0; end < header.length; end++)
    assert.equal(readProxyHeader(Buffer.from(header.slice(0, end))).is, 'unfinished', header.slice(0, end))
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
      const first = bytes[0]
      fc.pre(first !== 80 && first !== 13)
      assert.equal(readProxyHeader(Buffer.from(bytes)).is, 'broken')
    }),
  )
})

test('What is counted together is one IPv4 address, and the /64 of an IPv6 one', () => {
  const rows = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['', ''],
    ['no address', ''],
  ] as const
  for (const [address, network] of rows) assert.equal(networkOf(address), network)
})

test('Blocks of addresses hold what is in them, of their own family only', () => {
  const known = parseCidrs('10.0.0.0/8, 192.0.2.1,2001:db8::/32')
  const rows = [
    ['10.9.8.7', true],
    ['::ffff:10.9.8.7', true],
    ['11.0.0.1', false],
    ['192.0.2.1', true],
    ['192.0.2.2', false],
    ['2001:db8:ffff::1', true],
    ['2001:db9::1', false],
    ['', false],
  ] as const
  for (const [address, holds] of rows) assert.equal(isWithin(address, known), holds, address)
  assert.throws(() => parseCidrs('10.0.0.0/33'), /neither an address nor a block/)
  assert.throws(() => parseCidrs('proxy.example'), /neither an address nor a block/)
})
