import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likelyQuestions } from './likely-questions.ts'

const from = { address: 'ada@author.example', name: null }
const delivery = {
  remoteAddress: '192.0.2.1',
  envelopeFrom: 'bounces@mail.author.example',
  helo: 'mx.example',
}
const signed = (value: string) => ({ name: 'dkim-signature', value })

test('what the checks of a sender will ask DNS first is asked before: policy, record and keys', () => {
  const headers = [signed('v=1; a=rsa-sha256; bh=d=x; d=author.example;\ts=k1; b=s=y')]
  assert.deepEqual(likelyQuestions({ headers, from }, delivery), [
    'TXT mail.author.example',
    'TXT _dmarc.author.example',
    'TXT _dmarc.example',
    'TXT k1._domainkey.author.example',
  ])
})

test('the null sender is asked about by the name its server gave, and nothing where no server handed it over', () => {
  const asked = (of: Partial<typeof delivery> | { remoteAddress: null }) =>
    likelyQuestions({ headers: [], from: null }, { ...delivery, ...of })
  assert.deepEqual(asked({ envelopeFrom: '' }), ['TXT mx.example'])
  assert.deepEqual(asked({ remoteAddress: null }), [])
})

test('a policy is looked for in the domains above, of a long name in the nearest to its end', () => {
  const address = 'ada@a.b.c.d.e.f.g.h.author.example'
  const delivery = { remoteAddress: null, envelopeFrom: '', helo: null }
  const asked = likelyQuestions({ headers: [], from: { address, name: null } }, delivery)
  assert.equal(asked.length, 8)
  assert.deepEqual(asked.slice(0, 2), [
    'TXT _dmarc.a.b.c.d.e.f.g.h.author.example',
    'TXT _dmarc.d.e.f.g.h.author.example',
  ])
})

test('a message cannot make many questions, nor any for what is no name', () => {
  const many = Array.from({ length: 100 }, (_, at) => signed(`d=author.example; s=k${at}`))
  assert.equal(likelyQuestions({ headers: many, from: null }, delivery).length, 6)
  const bad = [
    signed('d=; s=k'),
    signed('d=a b.example; s=('),
    signed(`d=author.example; s=${'x.'.repeat(200)}`),
  ]
  assert.deepEqual(likelyQuestions({ headers: bad, from: null }, { ...delivery, remoteAddress: null }), [])
})
