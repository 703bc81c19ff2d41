import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { envelopeOf } from './mailbox-envelope.ts'
import { readHeaders } from './read-headers.ts'

const supportAddress = 'support@vendor.example'
const token = 'abcdefghijklmnopqrstuvwxyz'
const reply = `support+${token}@vendor.example`
const of = (lines: string[], user = 'mailbox@vendor.example') =>
  envelopeOf(readHeaders(lines.join('\r\n')), { user, supportAddress })

describe('The envelope of a message from a mailbox', () => {
  const table: [about: string, lines: string[], to: string[]][] = [
    ['is what its servers wrote', [`Delivered-To: ${reply}`, 'To: someone@else.example'], [reply]],
    ['also as Postfix writes it', [`X-Original-To: ${supportAddress}`], [supportAddress]],
    ['takes a reply address from To', [`To: Us <${reply}>, ann@customer.example`], [reply]],
    [
      'takes none from Cc, Reply-To or From',
      [`Cc: ${reply}`, `Reply-To: ${reply}`, `From: ${reply}`],
      [supportAddress],
    ],
    ['leaves out what is not ours', ['Delivered-To: else@vendor.example'], [supportAddress]],
    ['leaves out what cannot be read beyond doubt', [`To: "${reply}" <x@else.example`], [supportAddress]],
    [
      'names each address once',
      [`Delivered-To: ${reply}`, `X-Original-To: ${reply}`, `To: ${reply}`],
      [reply],
    ],
  ]
  for (const [about, lines, to] of table) it(about, () => assert.deepEqual(of(lines).to, to))

  it('is the mailbox’s own address where that is ours', () => {
    assert.deepEqual(of([], reply).to, [reply])
  })

  it('has the sender of the Return-Path, else of From; an empty one stays empty', () => {
    assert.equal(of(['Return-Path: <>', 'From: ann@customer.example']).from, '')
    assert.equal(
      of(['Return-Path: <bounce@customer.example>', 'From: ann@customer.example']).from,
      'bounce@customer.example',
    )
    assert.equal(of(['From: Ann <ann@customer.example>']).from, 'ann@customer.example')
    assert.equal(of([]).from, 'unknown@invalid')
  })
})
