import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockableOf, canonicalSender } from './blocked-sender.ts'
import { codesOfGroups, triageGroupOf } from './triage-groups.ts'

test('A blocked sender is an address or a domain, each in one form', () => {
  const table: [string, ReturnType<typeof canonicalSender>][] = [
    ['Eve@Evil.Example', { what: 'address', sender: 'eve@evil.example' }],
    [' evil.example ', { what: 'domain', sender: 'evil.example' }],
    ['@evil.example', { what: 'domain', sender: 'evil.example' }],
    ['bücher.example', { what: 'domain', sender: 'xn--bcher-kva.example' }],
    ['example', null],
    ['two words.example', null],
    ['a@b@', null],
    ['', null],
  ]
  for (const [written, expected] of table) assert.deepEqual(canonicalSender(written), expected, written)
})

test('A block stands on the very address or its domain, on no part of either', () => {
  assert.deepEqual(blockableOf('Eve+x@mail.evil.example'), ['eve+x@mail.evil.example', 'mail.evil.example'])
})

test('Every reason is in one group, and what is new in the last', () => {
  const all = Object.values(codesOfGroups).flat()
  assert.equal(new Set(all).size, all.length)
  for (const code of all)
    assert.ok(codesOfGroups[triageGroupOf(code) as keyof typeof codesOfGroups].includes(code))
  for (const code of ['unreadable', 'not_placed', 'of_a_later_release'])
    assert.equal(triageGroupOf(code), 'other')
})
