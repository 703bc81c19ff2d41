import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import addressparser from 'nodemailer/lib/addressparser'
import { saveAccountMail } from '#channels/email/server/account-mail-policy.ts'
import { acceptMail } from '#channels/email/server/accept-mail.ts'
import { addTrust, removeTrust } from '#channels/email/server/mail-trust.ts'
import { readTriage } from '#channels/email/server/read-triage.ts'
import { parseMailboxes } from '#channels/email/domain/parse-mailboxes.ts'
import type { StoredVerdict } from '#channels/email/domain/sender-verdict.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { canonicalAddress } from '#people/auth/domain/canonical-address.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import type { Actor } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { buildMailWorld } from '../support/build-mail-world.ts'
import { makeSigningKey, sealMail, signMail } from '../support/sign-mail.ts'

const alder = makeSigningKey('alder.example', 's1')
const alderLater = makeSigningKey('alder.example', 's2')
const cedar = makeSigningKey('cedar.example', 's1')
const lists = makeSigningKey('lists.example', 's1')
const evilLists = makeSigningKey('evil.example', 's1')
const fromHere = { TXT: ['v=spf1 ip4:127.0.0.1 -all'] }
const world = await buildMailWorld({
  zone: {
    ...alder.zone,
    ...alderLater.zone,
    ...cedar.zone,
    ...lists.zone,
    ...evilLists.zone,
    'vendor.example': fromHere,
    '_dmarc.vendor.example': { TXT: ['v=DMARC1; p=reject'] },
    // It says who sends for it, and publishes no rule.
    'cedar.example': fromHere,
    'relayed.example': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
    '_dmarc.relayed.example': { TXT: ['v=DMARC1; p=reject'] },
  },
})
after(() => world.close())

const admin: Actor = {
  kind: 'staff',
  role: 'admin',
  userId: 'ada',
  staffId: world.agent.staffId,
  name: 'Ada',
}
const evil = { from: 'eve@evil.example' }
const honest = { from: 'ann@alder.example' }

let count = 0
function mail(from: string, lines: string[] = [], body = 'It stopped.'): { subject: string; raw: string } {
  const subject = `Attack ${(count += 1)}`
  const id = lines.some((line) => /^message-id:/i.test(line)) ? [] : [`Message-ID: <a${count}@test.example>`]
  const head = lines.filter((line) => /^(received|authentication)/i.test(line))
  const rest = lines.filter((line) => !head.includes(line))
  const fields = [
    ...head,
    `From: ${from}`,
    'To: support@vendor.example',
    `Subject: ${subject}`,
    ...id,
    ...rest,
  ]
  return { subject, raw: `${fields.join('\r\n')}\r\n\r\n${body}\r\n` }
}

type Placed = {
  id: string
  state: string
  reason_code: string | null
  case_id: string | null
  contact_id: string | null
  verdict: StoredVerdict
}

async function placed(subject: string): Promise<Placed> {
  await world.runJobs()
  const rows = await world.query<Placed>(
    'select * from inbound_mail where subject = $1 order by received_at',
    [subject],
  )
  const last = rows.at(-1)
  assert.ok(last !== undefined)
  return last
}

/** Delivers over SMTP and says what became of it: the state, and where it waits why. */
async function fate(
  from: string,
  envelope: { from: string; to?: string },
  lines: string[] = [],
): Promise<string> {
  const { subject, raw } = mail(from, lines)
  await world.deliver(raw, envelope)
  return inWords(await placed(subject))
}

const inWords = ({ state, reason_code: code }: Placed) => (code === null ? state : `${state} ${code}`)

/** What must not change when somebody pretends to be somebody. */
async function effects(): Promise<object | undefined> {
  const [row] = await world.query<object>(
    `select (select count(*) from cases) cases, (select count(*) from entries) entries,
      (select count(*) from outgoing_mail) mails, (select count(*) from pool_entries) units`,
  )
  return row
}

/** Somebody writes; the case, and the reply address that its contact was given. */
async function caseOf(address: string): Promise<{ caseId: string; reference: string; replyTo: string }> {
  const { subject, raw } = mail(address)
  await world.deliver(raw, { from: address })
  const { case_id: caseId } = await placed(subject)
  const [row] = await world.query<{ reference: string }>('select reference from cases where id = $1', [
    caseId,
  ])
  const [sent] = await world.query<{ reply_to: string }>(
    'select reply_to from outgoing_mail where case_id = $1 and reply_to is not null',
    [caseId],
  )
  assert.ok(caseId !== null && row !== undefined && sent !== undefined)
  return { caseId, reference: row.reference, replyTo: sent.reply_to }
}

const audited = (action: string, subjectId: string) =>
  world.query('select 1 from audit_log where action = $1 and subject_id = $2', [action, subjectId])

test('EM-01: A contact’s name on mail of somebody else’s server acts as nobody', async () => {
  const before = await effects()
  assert.equal(await fate('ann@alder.example', evil), 'triage sender_forged')
  assert.deepEqual(await effects(), before)
  // The control: the same from her own server.
  assert.equal(await fate('ann@alder.example', honest), 'case')
})

test('EM-02: Of two From headers none counts, whichever comes first', async () => {
  for (const [first, second] of [
    ['ann@alder.example', 'eve@evil.example'],
    ['eve@evil.example', 'ann@alder.example'],
  ]) {
    for (const envelope of [evil, honest]) {
      assert.equal(await fate(first ?? '', envelope, [`From: ${second}`]), 'triage several_senders')
    }
  }
})

test('EM-03: Of two senders in one From header none counts', async () => {
  for (const from of [
    'ann@alder.example, eve@evil.example',
    'Eve <eve@evil.example>, Ann <ann@alder.example>',
  ]) {
    for (const envelope of [evil, honest]) assert.equal(await fate(from, envelope), 'triage several_senders')
  }
})

test('EM-04: An address that stands as a name is only a name, and people see the real one', async () => {
  assert.equal(await fate('"ann@alder.example" <eve@evil.example>', evil), 'triage sender_unknown')
  const { subject, raw } = mail('"ann@alder.example" <eve@alder.example>')
  await world.deliver(raw, evil)
  const shown = await readTriage(world.as(world.agent), { id: (await placed(subject)).id })
  assert.deepEqual([shown.from.address, shown.sender], ['eve@alder.example', 'not_verified'])
})

test('EM-05: What others claim to have checked counts for nothing, and is kept as their claim', async () => {
  const claims = [
    'Authentication-Results: mx.vendor.example; dmarc=pass header.from=alder.example',
    'Received-SPF: pass (mx.vendor.example: ann@alder.example)',
    'X-Fourline-Verdict: verified',
    'ARC-Authentication-Results: i=1; mx.google.com; dmarc=pass header.from=alder.example',
  ]
  const { subject, raw } = mail('ann@alder.example', claims)
  await world.deliver(raw, evil)
  const found = await placed(subject)
  assert.equal(inWords(found), 'triage sender_forged')
  const claimed = ['mx.vendor.example', 'ARC of mx.google.com', 'received-spf', 'x-fourline-verdict']
  assert.deepEqual(found.verdict.claimed, claimed)
})

test('EM-05: A chain of forwarders counts only where the forwarder is listed and its seals hold', async () => {
  const results = 'mx.lists.example; dmarc=pass header.from=alder.example'
  const sealed = async (key = lists, said = results) => {
    const { subject, raw } = mail('ann@alder.example')
    const whole = await sealMail(raw, key, said)
    return { subject, raw: whole }
  }
  const send = async ({ subject, raw }: { subject: string; raw: string }) => {
    await world.deliver(raw, evil)
    return inWords(await placed(subject))
  }
  assert.equal(await send(await sealed()), 'triage sender_forged')
  const { id } = await addTrust(world.as(admin), { kind: 'sealer', value: 'lists.example' })
  assert.equal(await send(await sealed()), 'case')
  assert.equal(await send(await sealed(evilLists)), 'triage sender_forged', 'a forwarder that is not listed')
  const changed = await sealed()
  assert.equal(
    await send({ ...changed, raw: changed.raw.replace('It stopped.', 'Send me the log.') }),
    'triage sender_forged',
    'a text that was changed after the seal',
  )
  const other = await sealed(lists, 'mx.lists.example; dmarc=pass header.from=birch.example')
  assert.equal(await send(other), 'triage sender_forged', 'results for another domain')
  await removeTrust(world.as(admin), { id })
  assert.equal(await send(await sealed()), 'triage sender_forged', 'trust that was ended')
})

test('EM-05: A provider’s results count for mail fetched from it, only the topmost, and never by SMTP', async () => {
  const results = (server: string) =>
    `Authentication-Results: ${server}; dmarc=pass header.from=alder.example`
  const fetched = async (lines: string[]) => {
    const { subject, raw } = mail('ann@alder.example', lines)
    await acceptMail(world.context(), {
      way: 'mailbox',
      remoteAddress: null,
      helo: null,
      envelopeFrom: 'ann@alder.example',
      envelopeTo: ['support@vendor.example'],
      content: (async function* () {
        yield Buffer.from(raw)
      })(),
    })
    return inWords(await placed(subject))
  }
  assert.equal(await fetched([results('mx.provider.example')]), 'triage sender_forged')
  await addTrust(world.as(admin), { kind: 'authserv', value: 'mx.provider.example' })
  assert.equal(await fetched([results('mx.provider.example')]), 'case')
  assert.equal(
    await fetched(['Authentication-Results: mx.other.example; spf=none', results('mx.provider.example')]),
    'triage sender_forged',
  )
  assert.equal(
    await fetched([
      'Authentication-Results: mx.provider.example; dmarc=fail header.from=alder.example',
      results('mx.provider.example'),
    ]),
    'triage sender_forged',
  )
  assert.equal(
    await fate('ann@alder.example', evil, [results('mx.provider.example')]),
    'triage sender_forged',
  )
})

test('EM-05: Behind a trusted relay the server before it is asked about, as the relay wrote it down', async () => {
  await addContact(world.context(), {
    accountId: world.alder.accountId,
    name: 'rea',
    email: 'rea@relayed.example',
  })
  const received = (address: string) =>
    `Received: from mail.relayed.example (mail.relayed.example [${address}]) by mx.vendor.example; Mon, 2 Mar 2026 10:00:00 +0000`
  const sent = (...lines: string[]) => fate('rea@relayed.example', { from: 'rea@relayed.example' }, lines)
  // Without trust the relay itself is asked about, and may not send for the domain.
  assert.equal(await sent(received('192.0.2.7')), 'triage sender_forged')
  const { id } = await addTrust(world.as(admin), { kind: 'relay', value: '127.0.0.1' })
  // She has no seat: that she is refused and not doubted is the proof.
  assert.equal(await sent(received('192.0.2.7')), 'triage refused')
  assert.equal(await sent(received('192.0.2.8')), 'triage sender_forged')
  assert.equal(
    await sent(received('192.0.2.8'), received('192.0.2.7')),
    'triage sender_forged',
    'a line below it',
  )
  const named = 'Received: from [192.0.2.8] (helo=[192.0.2.7]) by mx.vendor.example (Exim 4.98) id 1x; Mon'
  assert.equal(await sent(named), 'triage sender_forged', 'an address as the name it gave itself')
  assert.equal(await sent(), 'triage sender_forged', 'no line at all')
  await removeTrust(world.as(admin), { id })
})

test('EM-06: A signed message sent on with other recipients is the one that came before; an old one goes to people', async () => {
  const fresh = mail('ann@alder.example', [`Date: ${new Date().toUTCString()}`])
  const signed = await signMail(fresh.raw, alder)
  await world.deliver(signed, evil)
  assert.equal(
    inWords(await placed(fresh.subject)),
    'case',
    'a signature proves its sender, whoever hands it over',
  )
  const before = await effects()
  await world.deliver(`Cc: victim@birch.example\r\nReply-To: eve@evil.example\r\n${signed}`, evil)
  assert.equal(inWords(await placed(fresh.subject)), 'ignored repeated')
  const weekOld = new Date(Date.now() - 8 * 86_400_000)
  const old = mail('ann@alder.example', [`Date: ${weekOld.toUTCString()}`])
  await world.deliver(await signMail(old.raw, alder, weekOld), evil)
  assert.equal(inWords(await placed(old.subject)), 'triage old_news')
  assert.deepEqual(await effects(), before)
  // The control: six days are not old.
  const daysOld = new Date(Date.now() - 6 * 86_400_000)
  const young = mail('ann@alder.example', [`Date: ${daysOld.toUTCString()}`])
  await world.deliver(await signMail(young.raw, alder, daysOld), evil)
  assert.equal(inWords(await placed(young.subject)), 'case')
})

test('EM-07: An answer goes to the stored address of the contact, whatever Reply-To says', async () => {
  const { subject, raw } = mail('ann@alder.example', ['Reply-To: eve@evil.example'])
  await world.deliver(raw, honest)
  const { case_id: caseId } = await placed(subject)
  const [row] = await world.query<{ reference: string }>('select reference from cases where id = $1', [
    caseId,
  ])
  await writeMessage(world.as(world.agent), { reference: row?.reference ?? '', kind: 'reply', body: 'Here.' })
  await world.runJobs()
  const sent = await world.query<{ to_address: string }>(
    'select distinct to_address from outgoing_mail where case_id = $1',
    [caseId],
  )
  assert.deepEqual(sent, [{ to_address: 'ann@alder.example' }])
})

test('EM-08: Somebody named in Cc takes no part in the case and is sent nothing', async () => {
  const { caseId, reference, replyTo } = await caseOf('ann@alder.example')
  const { subject, raw } = mail('ann@alder.example', ['Cc: eve@evil.example, carl@alder.example'])
  await world.deliver(raw, { from: 'ann@alder.example', to: replyTo })
  assert.equal(inWords(await placed(subject)), 'reply')
  await writeMessage(world.as(world.agent), { reference, kind: 'reply', body: 'Here.' })
  await world.runJobs()
  const watching = await world.query('select 1 from case_watchers where case_id = $1', [caseId])
  assert.deepEqual(watching, [])
  const sent = await world.query<{ to_address: string }>(
    'select distinct to_address from outgoing_mail where case_id = $1',
    [caseId],
  )
  assert.deepEqual(sent, [{ to_address: 'ann@alder.example' }])
})

test('EM-09: No other spelling of a contact’s address is the contact’s', () => {
  const address = fc.constantFrom<string>('ann@cust.example', 'a.b-c@sub.cust.example')
  const twist = fc.constantFrom<(text: string) => string>(
    (text) => text.replace('@', '+x@'),
    (text) => text.replace(/^./, (letter) => letter.toUpperCase()),
    (text) => text.replace('.example', '．example'),
    (text) => text.replace('.example', '。example'),
    (text) => text.replace('u', 'υ'),
    (text) => text.replace('c', 'с'),
    (text) => text.replace('@', '\u200b@'),
    (text) => text.replace('@', '@\u00ad'),
    (text) => text.replace(/^([^@]+)/, '"$1"'),
    (text) => text.replace(/^a/, 'a.'),
    (text) => `${text}.`,
    (text) => text.replace('@', '@@'),
    (text) => text.replace('example', 'exаmple'),
  )
  fc.assert(
    fc.property(address, fc.array(twist, { minLength: 1, maxLength: 3 }), (own, twists) => {
      const twisted = twists.reduce<string>((text, change) => change(text), own)
      fc.pre(twisted !== own)
      const parsed = parseMailboxes(`<${twisted}>`)
      assert.ok(!parsed.readable || !parsed.addresses.includes(own), twisted)
    }),
  )
  // The control: the case of the domain means nothing.
  assert.deepEqual(parseMailboxes('<ann@CUST.Example>'), { readable: true, addresses: ['ann@cust.example'] })
})

test('EM-10: A sender that is read is read the same by other readers, and quoted local parts are nobody', async () => {
  const piece = fc.constantFrom(
    'ann@cust.example',
    'eve@evil.example',
    '<',
    '>',
    '"',
    '(',
    ')',
    ',',
    ';',
    ':',
    '\\',
    ' ',
    '@',
    'Ann',
    '[',
    ']',
    '=?utf-8?q?eve=40evil.example?=',
    '=?utf-8?b?PGV2ZUBldmlsLmV4YW1wbGU+?=',
    '\t',
    '.',
    'x',
    '\u00e9',
    '<ann@cust.example>',
    '"eve@evil.example"',
  )
  let read = 0
  const written = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''))
  const agree = fc.asyncProperty(written, async (value) => {
    const ours = parseMailboxes(value)
    if (!ours.readable) return
    read++
    const flat = addressparser(value, { flatten: true }).map(({ address }) => canonicalAddress(address))
    assert.deepEqual(flat, ours.addresses, `nodemailer: ${value}`)
    const parsed = await simpleParser(`From: ${value}\r\n\r\nx`)
    const theirs = parsed.from?.value.map(({ address }) => canonicalAddress(address ?? ''))
    assert.deepEqual(theirs, ours.addresses, `mailparser: ${value}`)
  })
  await fc.assert(agree, { numRuns: 5_000 })
  assert.ok(read > 100, `${read} were read`)
  assert.deepEqual(parseMailboxes('"ann@cust.example x"@evil.example'), { readable: false })
  assert.deepEqual(parseMailboxes('"ann"@cust.example'), { readable: false })
  assert.deepEqual(parseMailboxes('ann@cust.example()x'), { readable: false })
})

test('EM-12: A reply address cannot be guessed, and knowing one makes nobody somebody', async () => {
  const { replyTo } = await caseOf('ann@alder.example')
  const token = /\+([^@]+)@/.exec(replyTo)?.[1] ?? ''
  assert.ok(token.length * Math.log2(32) >= 128, token)
  const own = [
    replyTo,
    (await caseOf('bob@alder.example')).replyTo,
    (await caseOf('bob@alder.example')).replyTo,
  ]
  assert.equal(new Set(own).size, own.length)
  const guessed = replyTo.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'))
  assert.equal(await fate('ann@alder.example', { ...honest, to: guessed }), 'triage reply_address_unknown')
  assert.equal(await fate('eve@evil.example', { ...evil, to: replyTo }), 'triage sender_unknown')
  assert.equal(await fate('ann@alder.example', { ...evil, to: replyTo }), 'triage sender_forged')
  assert.equal(await fate('ann@alder.example', { ...honest, to: replyTo }), 'reply')
})

test('EM-13: A colleague’s name on a mail writes nothing on a case, and is put on record where it is false', async () => {
  const { replyTo } = await caseOf('ann@alder.example')
  const before = await effects()
  const forged = mail('Sam Staff <sam@vendor.example>')
  await world.deliver(forged.raw, { ...evil, to: replyTo })
  const found = await placed(forged.subject)
  assert.equal(inWords(found), 'triage staff_forged')
  assert.equal((await audited('mail.staff_forged', found.id)).length, 1)
  const real = mail('Sam Staff <sam@vendor.example>')
  await world.deliver(real.raw, { from: 'sam@vendor.example', to: replyTo })
  const own = await placed(real.subject)
  assert.equal(inWords(own), 'triage staff_sender')
  assert.equal((await audited('mail.staff_forged', own.id)).length, 0)
  assert.deepEqual(await effects(), before)
})

test('EM-15: A contact who writes to the case of another customer reaches it not, and that is on record', async () => {
  const { replyTo, caseId } = await caseOf('ann@alder.example')
  const { subject, raw } = mail('bea@birch.example')
  await world.deliver(raw, { from: 'bea@birch.example', to: replyTo })
  const found = await placed(subject)
  assert.equal(inWords(found), 'triage other_account')
  assert.equal((await audited('mail.kept_from_case', found.id)).length, 1)
  const [entries] = await world.query<{ n: number }>(
    `select count(*)::int n from entries where case_id = $1 and kind = 'message'`,
    [caseId],
  )
  assert.equal(entries?.n, 1)
})

test('EM-17: Where a domain has no rule a signature counts only for an account that takes it', async () => {
  const { id: contactId } = await addContact(world.context(), {
    accountId: world.alder.accountId,
    name: 'cleo',
    email: 'cleo@cedar.example',
  })
  const [agreement] = await world.query<{ id: AgreementId }>(
    'select id from agreements where account_id = $1',
    [world.alder.accountId],
  )
  await giveSeat(world.context(), { agreementId: agreement?.id ?? '', contactId })
  const sent = async (sign: boolean) => {
    const { subject, raw } = mail('cleo@cedar.example')
    await world.deliver(sign ? await signMail(raw, cedar) : raw, { from: 'cleo@cedar.example' })
    return inWords(await placed(subject))
  }
  assert.equal(await sent(true), 'triage no_sender_policy')
  await saveAccountMail(world.as(admin), { id: world.alder.accountId, signatureCounts: true, version: 0 })
  assert.equal(await sent(true), 'case')
  assert.equal(await sent(false), 'triage no_sender_policy', 'her own servers without a signature')
  const byOther = mail('cleo@cedar.example')
  await world.deliver(await signMail(byOther.raw, alder), evil)
  assert.equal(
    inWords(await placed(byOther.subject)),
    'triage no_sender_policy',
    'the signature of another domain',
  )
})

test('EM-19: A contact who is suddenly signed by another key, or was not proven for a year, is told so', async () => {
  const sent = async (key = alder) => {
    const { subject, raw } = mail('bob@alder.example')
    await world.deliver(await signMail(raw, key), { from: 'bob@alder.example' })
    const found = await placed(subject)
    assert.equal(found.state, 'case')
    return found.verdict.history
  }
  await world.query(`delete from sender_proofs where address = 'bob@alder.example'`)
  const none = { signedOtherwise: null, lastProvenAt: null }
  assert.deepEqual(await sent(), none)
  assert.deepEqual(await sent(), none)
  assert.deepEqual(await sent(alderLater), {
    ...none,
    signedOtherwise: { before: ['s1._domainkey.alder.example'], now: ['s2._domainkey.alder.example'] },
  })
  assert.deepEqual(await sent(alderLater), none, 'told once')
  await world.query(`update sender_proofs set last_at = now() - interval '366 days'`)
  assert.ok((await sent())?.lastProvenAt !== null)
})
