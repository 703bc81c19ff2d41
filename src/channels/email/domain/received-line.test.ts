import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readReceived } from './received-line.ts'

const addressIn = (from: string) =>
  readReceived(`from ${from} by mx.relay.example with esmtp (Exim 4.98) id 1x; Mon`)?.address

test('EM-05: The address in a relay’s line is the one that it saw, never the name by which the other side called itself', () => {
  const expected: [from: string, address: string | undefined][] = [
    // As Exim writes them.
    ['ptr.evil.example ([192.0.2.6] helo=name.example)', '192.0.2.6'],
    ['ptr.evil.example ([192.0.2.6] helo=[192.0.2.1])', '192.0.2.6'],
    ['[192.0.2.6] (helo=name.example)', '192.0.2.6'],
    ['[192.0.2.6] (helo=[192.0.2.1])', '192.0.2.6'],
    ['[192.0.2.6] (port=25 helo=[192.0.2.1])', '192.0.2.6'],
    ['[192.0.2.6] (helo=name.example ident=[192.0.2.1])', '192.0.2.6'],
    ['[192.0.2.6] (ident=[192.0.2.1])', '192.0.2.6'],
    ['[IPv6:2001:db8::6] (helo=[IPv6:2001:db8::1])', '2001:db8::6'],
    ['[192.0.2.6] (helo=a ident=b [192.0.2.1])', undefined],
    ['[192.0.2.6] (helo=a)([192.0.2.1])', undefined],
    // As others do: the name comes first, and may be an address too.
    ['name.example (ptr.example [192.0.2.6])', '192.0.2.6'],
    ['[192.0.2.1] (ptr.example [192.0.2.6])', '192.0.2.6'],
    ['[192.0.2.1] (helo=ptr [192.0.2.6])', undefined],
    ['unknown (HELO name.example) (192.0.2.6)', '192.0.2.6'],
    ['unknown (HELO [192.0.2.1]) (192.0.2.6)', '192.0.2.6'],
    ['unknown (HELO [192.0.2.1])', undefined],
    ['[192.0.2.6] (HELO name.example)', '192.0.2.6'],
    ['[192.0.2.6] (HELO [192.0.2.1])', '192.0.2.6'],
    ['[192.0.2.1] (HELO name.example) (192.0.2.6)', undefined],
    ['[192.0.2.6]', undefined],
    ['name.example', undefined],
  ]
  for (const [from, address] of expected) assert.equal(addressIn(from), address, from)
})
