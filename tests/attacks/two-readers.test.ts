import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MailTrust } from '#channels/email/domain/mail-trust.ts'
import type { SenderVerdict } from '#channels/email/domain/sender-verdict.ts'
import { authenticateMail } from '#channels/email/server/authenticate-mail.ts'
import { type DnsResolver, type DnsZone, zoneResolver } from '#channels/email/server/dns.ts'
import { findSender } from '#channels/email/server/find-sender.ts'
import type { MailReaders } from '#channels/email/server/mail-readers.ts'
import { readRawMail } from '#channels/email/server/parse-mail-parts.ts'
import { makeSigningKey, sealMail, signMail } from '../support/sign-mail.ts'

const lists = makeSigningKey('lists.example', 's1')
const relayed = makeSigningKey('mail.relayed.example', 's1')
const other = makeSigningKey('evil.example', 's1')
const zone: DnsZone = {
  ...lists.zone,
  ...relayed.zone,
  ...other.zone,
  'freemail.example': { TXT: ['v=spf1 ip4:192.0.2.5 -all'] },
  '_dmarc.freemail.example': { TXT: ['v=DMARC1; p=reject'] },
  'relayed.example': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
  '_dmarc.cust.example': { TXT: ['v=DMARC1; p=reject'] },
  '_dmarc.evil.example': { TXT: ['v=DMARC1; p=reject'] },
  '_dmarc.relayed.example': { TXT: ['v=DMARC1; p=reject'] },
}
const nobody: MailTrust = { relays: [], authservs: [], sealers: [] }
const inThisProcess: MailReaders = {
  ask: async (task, raw) => {
    assert.ok(task.what === 'check')
    const answer = await authenticateMail(Buffer.from(raw), task)
    return { answer, contents: Buffer.alloc(0), milliseconds: 1 }
  },
  peaks: () => assert.fail(),
  close: () => undefined,
}
// Accounts are asked only about domains without a rule, and these have one.
const asksNobody = { transaction: () => assert.fail() }

type Way = { from?: string; by?: string; trust?: Partial<MailTrust>; fails?: Record<string, string> }

/** Who sent it, as the product finds. */
async function sender(
  text: string,
  { from = '', by = '192.0.2.5', trust, fails = {} }: Way = {},
): Promise<SenderVerdict> {
  const raw = Buffer.from(text)
  const read = await readRawMail(raw)
  assert.ok(read.ok)
  const stored = { remote_address: by, helo: 'mx', envelope_from: from }
  const arrived = { raw, mail: read.mail, stored, trust: { ...nobody, ...trust } }
  const answers = zoneResolver(zone)
  const resolver: DnsResolver = async (name, type) => {
    if (name in fails) throw Object.assign(new Error(name), { code: fails[name] })
    return answers(name, type)
  }
  return (await findSender(asksNobody, arrived, resolver, inThisProcess)).verdict
}

const eve = 'eve@freemail.example'
const rest = 'To: support@vendor.example\r\nMessage-ID: <a@b.example>\r\n\r\nhi\r\n'
const verdictOf = ({ verified, code }: SenderVerdict) => [verified, code]
const doubtful = [false, 'sender_unreadable']

test('EM-02: A sender that only one of two readers sees counts for nothing, wherever a line seems to end', async () => {
  const forms: Record<string, string> = {
    'a lone CR before another From': `Subject: x\rFrom: victim@freemail.example\r\r\nFrom: ${eve}\r\n`,
    'a lone CR and no other From': `Subject: x\rFrom: victim@freemail.example\r\nX: y\r\n`,
    'a lone CR behind the sender': `From: ${eve}\r\nSubject: x\ry\r\n`,
    'a From that looks like the line of a mail folder': `From : ${eve}\r\nFrom: victim@freemail.example\r\n`,
    'a From that is folded before its colon': `X: y\r\nFrom\r\n : ${eve}\r\nFrom: victim@freemail.example\r\n`,
    'a From after an empty line': `\r\nFrom: ${eve}\r\n`,
  }
  for (const [form, head] of Object.entries(forms))
    assert.deepEqual(verdictOf(await sender(head + rest, { from: eve })), doubtful, form)
  const { verified, address } = await sender(`From: Eve\r\n <${eve}>\r\nSubject: x\r\n y\r\n${rest}`, {
    from: eve,
  })
  assert.deepEqual([verified, address], [true, eve], 'the control: one sender, folded as mail is')
})

test('EM-03: What follows the sender on a line that is no field makes it doubtful', async () => {
  const found = await sender(`From: ${eve}\r\n\u00a0, <victim@freemail.example>\r\n${rest}`, { from: eve })
  assert.deepEqual(verdictOf(found), doubtful)
})

test('EM-05: A seal that only one of two readers sees proves nothing', async () => {
  const trust = { sealers: ['lists.example'] }
  const sealed = (from: string, said: string) =>
    sealMail(`From: ${from}\r\n${rest}`, lists, `mx.lists.example; dmarc=${said}`)
  const genuine = await sealed('eve@evil.example', 'none header.from=evil.example')
  const set = [
    'ARC-Seal: i=1; d=lists.example; cv=none',
    'ARC-Authentication-Results: i=1; lists.example; dmarc=pass header.from=cust.example',
    'From: ann@cust.example',
  ]
  assert.deepEqual(verdictOf(await sender(`X: a\r${set.join('\r')}\r\r\n${genuine}`, { trust })), doubtful)
  const honest = await sealed('ann@cust.example', 'pass header.from=cust.example')
  assert.equal((await sender(honest, { trust })).proof, 'forwarder', 'the control')
})

test('EM-18: A sender whose key or servers DNS does not tell of just now is not called forged, and is asked about again', async () => {
  const plain = `From: rea@relayed.example\r\n${rest}`
  const signed = await signMail(plain, relayed)
  const key = 's1._domainkey.mail.relayed.example'
  const [unchecked, forged] = [
    [false, 'sender_unchecked'],
    [false, 'sender_forged'],
  ]
  const found = async (text: string, way: Way = {}) => verdictOf(await sender(text, { from: eve, ...way }))
  assert.deepEqual(await found(signed, { fails: { [key]: 'ESERVFAIL' } }), unchecked)
  assert.deepEqual(await found(signed), [true, 'verified'], 'asked again')
  const own = { from: 'rea@relayed.example' }
  assert.deepEqual(await found(plain, { ...own, fails: { 'relayed.example': 'ETIMEOUT' } }), unchecked)
  assert.deepEqual(await found(plain, own), forged, 'asked again')
  // What could prove nothing for her domain changes nothing.
  const byOther = await signMail(plain, other)
  const fails = { 's1._domainkey.evil.example': 'ESERVFAIL', 'freemail.example': 'ESERVFAIL' }
  assert.deepEqual(await found(byOther, { fails }), forged)
  assert.deepEqual(await found(signed, { fails: { [key]: 'ENOTFOUND' } }), forged, 'there is no such key')
  assert.deepEqual(await found(signed, { fails: { [key]: 'EBADNAME' } }), forged, 'there can be no such name')
})
