import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMailboxes } from './parse-mailboxes.ts'
import { senderVerdict, type SenderChecks } from './sender-verdict.ts'

const pass: SenderChecks = { dmarc: { result: 'pass', domain: 'cust.example' }, spf: undefined, dkim: [] }
const dmarc = (result: string): SenderChecks => ({ ...pass, dmarc: { result, domain: 'cust.example' } })

test('One sender in one From header with a DMARC pass is verified', () => {
  assert.deepEqual(senderVerdict(['Ann <ann@cust.example>'], pass), {
    verified: true,
    code: 'verified',
    address: 'ann@cust.example',
    proof: 'dmarc',
  })
})

test('Every other answer of DMARC leaves the sender not verified', () => {
  const expected = {
    none: 'no_sender_policy',
    fail: 'sender_forged',
    temperror: 'sender_unchecked',
    permerror: 'sender_unchecked',
    PASS: 'sender_unchecked',
  }
  for (const [result, code] of Object.entries(expected)) {
    const verdict = senderVerdict(['ann@cust.example'], dmarc(result))
    assert.equal(verdict.verified, false, result)
    assert.equal(verdict.code, code, result)
  }
  const unasked = senderVerdict(['ann@cust.example'], { ...pass, dmarc: undefined })
  assert.equal(unasked.verified, false)
})

test('Two From headers, two mailboxes or none are refused whatever DMARC says', () => {
  const cases: [string[], string][] = [
    [['Ann <ann@cust.example>', 'Eve <eve@evil.example>'], 'several_senders'],
    [['Eve <eve@evil.example>', 'Ann <ann@cust.example>'], 'several_senders'],
    [['ann@cust.example', 'ann@cust.example'], 'several_senders'],
    [['Ann <ann@cust.example>, Eve <eve@evil.example>'], 'several_senders'],
    [['ann@cust.example, eve@evil.example'], 'several_senders'],
    [[], 'sender_missing'],
    [[''], 'sender_unreadable'],
    [['undisclosed-recipients:;'], 'sender_unreadable'],
  ]
  for (const [headers, code] of cases) {
    const verdict = senderVerdict(headers, pass)
    assert.deepEqual([verdict.verified, verdict.code], [false, code], headers.join(' | '))
  }
})

test('A name that looks like a contact’s address is only a name', () => {
  const verdict = senderVerdict(['"ann@cust.example" <eve@evil.example>'], dmarc('fail'))
  assert.equal(verdict.address, 'eve@evil.example')
  const replayed = senderVerdict(['"ann@cust.example" <eve@evil.example>'], pass)
  assert.equal(replayed.verified, false, 'a pass for another domain proves nothing')
})

test('Addresses are read strictly and compared in one form', () => {
  const read = (value: string) => {
    const parsed = parseMailboxes(value)
    return parsed.readable ? parsed.addresses.join(' ') : 'unreadable'
  }
  const expected: Record<string, string> = {
    'ann@CUST.example': 'ann@cust.example',
    'ANN@cust.example': 'ANN@cust.example',
    'ann+x@cust.example': 'ann+x@cust.example',
    'a.n.n@cust.example': 'a.n.n@cust.example',
    'ann@cust．example': 'unreadable',
    'ann@cüst.example': 'ann@xn--cst-hoa.example',
    'ann@сust.example': 'ann@xn--ust-3ed.example',
    '"ann@cust.example x"@evil.example': 'unreadable',
    '"ann"@cust.example': 'unreadable',
    'Ann (ann@evil.example) <ann@cust.example>': 'ann@cust.example',
    '"Lee, Ann" <ann@cust.example>': 'ann@cust.example',
    '=?utf-8?q?eve=40evil.example=2C?= <ann@cust.example>': 'ann@cust.example',
    '<ann@cust.example> <eve@evil.example>': 'unreadable',
    '<@evil.example:ann@cust.example>': 'unreadable',
    'eve@evil.example <ann@cust.example>': 'unreadable',
    'ann@cust.example@evil.example': 'unreadable',
    'ann@[127.0.0.1]': 'unreadable',
    '"Ann <ann@cust.example>': 'unreadable',
    'Ann (unclosed <ann@cust.example>': 'unreadable',
    'ann @cust.example': 'unreadable',
  }
  for (const [written, address] of Object.entries(expected)) assert.equal(read(written), address, written)
})
