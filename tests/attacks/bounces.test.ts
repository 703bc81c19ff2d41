import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { bounceAddressOf } from '#channels/email/domain/reply-address.ts'
import type { SuspendedAddress } from '#channels/email/domain/suspension-contract.ts'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import type { OutgoingKind } from '#channels/email/server/tables.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { buildCase, buildSolvedCase } from '../support/build-case.ts'
import type { TestContact } from '../support/build-contact.ts'
import { buildInstallation, type Installation } from '../support/build-installation.ts'
import { buildSuspension } from '../support/build-suspension.ts'
import { type MailRelay, startMailRelay } from '../support/mail-relay.ts'
import { complaint, report } from './reports.ts'
import { outOfOffice } from './out-of-office.ts'

let here: Installation
let relay: MailRelay
let ann: TestContact
let count = 0

before(async () => {
  here = await buildInstallation()
  relay = await startMailRelay()
  here.smtpUrl = `smtp://127.0.0.1:${relay.port}`
})
after(async () => {
  await here?.close()
  await relay?.close()
})
/** Each test has a contact whom nothing is known about. */
beforeEach(async () => {
  ann = await here.addContact(`ann.${(count += 1)}@customer.example`)
})

type Sent = {
  id: string
  kind: string
  state: string
  message_id: string
  bounce_token: string
  held_reason: string | null
  bounce_kind: string | null
  bounce_status: string | null
  bounce_said: string | null
}

const mailsTo = (address: string) =>
  here.rows<Sent>('select * from outgoing_mail where to_address = $1 order by queued_at, id', [address])

/** A mail of this kind to Ann, sent or held. */
async function write(kind: OutgoingKind = 'reply', to = ann.email): Promise<Sent> {
  const messageId = `<fourline.test.${(count += 1)}@vendor.example>`
  const ctx = here.app.system(new Date())
  await ctx.transaction((tx) =>
    queueOutgoing(ctx, tx, {
      kind,
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: to,
      to_name: 'Ann',
      from_address: here.supportAddress,
      reply_to: null,
      subject: 'We look into it',
      body: 'Hello Ann.',
      message_id: messageId,
      in_reply_to: null,
      unsubscribe_url: null,
    }),
  )
  await here.runJobs()
  return mailNow(messageId)
}

async function mailNow(messageId: string): Promise<Sent> {
  const [mail] = await here.rows<Sent>('select * from outgoing_mail where message_id = $1', [messageId])
  assert.ok(mail !== undefined)
  return mail
}

async function comesBack(
  raw: string,
  to: string,
): Promise<{ state: string; reason_code: string; class: string }> {
  await here.deliver(raw, { from: '', to })
  await here.runJobs()
  const [row] = await here.rows<{ state: string; reason_code: string; class: string }>(
    'select state, reason_code, class from inbound_mail order by received_at desc, id desc limit 1',
  )
  assert.ok(row !== undefined)
  return row
}

const wayBack = (mail: Sent) => bounceAddressOf(here.supportAddress, mail.bounce_token)
const suspensionOf = async (address: string) =>
  (
    await here.rows<{ id: string; kind: string; version: number; lifted_at: Date | null }>(
      'select * from mail_suspensions where address = $1',
      [address],
    )
  )[0]
const kindInForce = async (address: string) => {
  const found = await suspensionOf(address)
  return found === undefined || found.lifted_at !== null ? undefined : found.kind
}

test('every mail leaves with an envelope sender of its own, which takes reports and opens nothing', async () => {
  const [one, other] = [await write(), await write('sign_in_link')]
  const envelopes = relay.envelopes.slice(-2)
  assert.deepEqual(
    envelopes.map(({ from }) => from),
    [wayBack(one), wayBack(other)],
  )
  assert.notEqual(one.bounce_token, other.bounce_token)
  const before = (await here.rows('select from cases')).length
  const raw = `From: ${ann.email}\r\nTo: ${wayBack(one)}\r\nSubject: Hello\r\nMessage-ID: <x${count}@customer.example>\r\n\r\nIs it you?\r\n`
  await here.deliver(raw, { from: ann.email, to: wayBack(one) })
  await here.runJobs()
  const [row] = await here.rows('select state, reason_code, class from inbound_mail order by id desc limit 1')
  assert.deepEqual(row, { state: 'triage', reason_code: 'bounce_address', class: 'message' })
  assert.deepEqual(
    [(await here.rows('select from cases')).length, (await mailsTo(ann.email)).length],
    [before, 2],
  )
})

test('LO-03: a bounce of our acknowledgement suspends its address for all kinds of mail', async () => {
  await buildCase(here.app, { by: ann })
  await here.runJobs()
  const [receipt] = await mailsTo(ann.email)
  assert.ok(receipt !== undefined && receipt.kind === 'case_received' && receipt.state === 'sent')
  const placed = await comesBack(
    report({ recipient: ann.email, status: '5.1.1', said: '550 5.1.1 User unknown' }),
    wayBack(receipt),
  )
  assert.deepEqual(placed, { state: 'ignored', reason_code: 'bounce', class: 'bounce' })
  const returned = await mailNow(receipt.message_id)
  assert.deepEqual(
    [returned.state, returned.bounce_kind, returned.bounce_status, returned.bounce_said],
    ['returned', 'hard', '5.1.1', '550 5.1.1 User unknown'],
  )
  for (const kind of [
    'reply',
    'notification',
    'digest',
    'sign_in_link',
    'password_reset',
    'security_notice',
  ] as const) {
    const held = await write(kind, ann.email.toUpperCase())
    assert.deepEqual([kind, held.state, held.held_reason], [kind, 'held', 'suspended'])
  }
  assert.equal((await write('reply', here.vendor.agent.email)).state, 'sent', 'others notice nothing')
})

test('LO-03: a soft bounce suspends nothing, five in a row do, and one that was taken in between starts anew', async () => {
  const soft = async (n: number) => {
    for (let at = 0; at < n; at++) {
      const mail = await write()
      const said = `452 4.2.2 Mailbox full ${mail.id}`
      const raw = report({ recipient: ann.email, status: '4.2.2', said })
      await here.deliver(raw, { from: '', to: wayBack(mail) })
    }
    await here.runJobs()
  }
  await soft(4)
  await write()
  await soft(4)
  assert.equal(await kindInForce(ann.email), undefined)
  await soft(1)
  assert.equal(await kindInForce(ann.email), 'soft')
  assert.equal((await write()).state, 'held')
})

test('a verified mail from an address ends its soft suspension, what was held leaves, and no other kind ends so', async () => {
  const suspend = (kind: 'soft' | 'hard') => buildSuspension(here.app, ann.email, { kind })
  const hears = async (from: string) => {
    const raw = `From: ${ann.email}\r\nTo: ${here.supportAddress}\r\nSubject: I am here ${(count += 1)}\r\nMessage-ID: <h${count}@customer.example>\r\n\r\nHello.\r\n`
    await here.deliver(raw, { from })
    await here.runJobs()
  }
  await suspend('soft')
  const held = await write()
  await hears('somebody@evil.example')
  assert.equal(await kindInForce(ann.email), 'soft', 'a forged one proves nothing')
  await hears(ann.email)
  assert.equal(await kindInForce(ann.email), undefined)
  assert.deepEqual([held.state, (await mailNow(held.message_id)).state], ['held', 'sent'])
  await suspend('hard')
  await hears(ann.email)
  assert.equal(await kindInForce(ann.email), 'hard')
})

test('a forged bounce silences nobody: it must carry the token of the mail and name its recipient', async () => {
  const bea = await here.addContact(`bea.${(count += 1)}@customer.example`)
  const [mail, beas] = [await write(), await write('reply', bea.email)]
  const hard = { status: '5.1.1', said: '550 5.1.1 User unknown' }
  const forged: [string, string, string, string][] = [
    ['no token', report({ ...hard, recipient: ann.email }), here.supportAddress, 'unproven'],
    [
      'only the Message-ID',
      report({ ...hard, recipient: ann.email, sentBack: [`Message-ID: ${mail.message_id}`] }),
      here.supportAddress,
      'unproven',
    ],
    [
      'a guessed token',
      report({ ...hard, recipient: ann.email }),
      bounceAddressOf(here.supportAddress, 'a'.repeat(26)),
      'unproven',
    ],
    ['the token of another’s mail', report({ ...hard, recipient: ann.email }), wayBack(beas), 'bounce'],
  ]
  for (const [what, raw, to, code] of forged) {
    const placed = await comesBack(`X-Which: ${what}\r\n${raw}`, to)
    assert.deepEqual([what, placed.state, placed.reason_code], [what, 'ignored', code])
    assert.equal(await kindInForce(ann.email), undefined, what)
    assert.equal((await mailNow(mail.message_id)).bounce_kind, null, what)
  }
  // The control: the same with the token that only this mail carries.
  const proven = report({
    ...hard,
    recipient: ann.email,
    sentBack: [`X-Fourline-Mail: ${mail.bounce_token}`],
  })
  assert.equal((await comesBack(proven, here.supportAddress)).reason_code, 'bounce')
  assert.equal(await kindInForce(ann.email), 'hard')
})

test('a report that a mail was delivered, or is late, changes nothing', async () => {
  const mail = await write()
  for (const action of ['delivered', 'relayed', 'delayed']) {
    const status = action === 'delayed' ? '4.4.1' : '2.0.0'
    await comesBack(
      report({ recipient: ann.email, status, action, said: 'smtp; 421 Try later' }),
      wayBack(mail),
    )
  }
  const now = await mailNow(mail.message_id)
  assert.deepEqual([now.state, now.bounce_kind, await kindInForce(ann.email)], ['sent', null, undefined])
})

test('whoever complains still gets what lets them in, and nothing else', async () => {
  const mail = await write('notification')
  const placed = await comesBack(
    complaint({ token: mail.bounce_token, type: 'not-spam' }),
    here.supportAddress,
  )
  assert.deepEqual([placed.class, await kindInForce(ann.email)], ['complaint', undefined])
  await comesBack(complaint({ token: mail.bounce_token, type: 'abuse' }), here.supportAddress)
  assert.equal(await kindInForce(ann.email), 'complaint')
  const states = []
  for (const kind of [
    'sign_in_link',
    'password_reset',
    'invitation',
    'security_notice',
    'reply',
    'digest',
  ] as const)
    states.push((await write(kind)).state)
  assert.deepEqual(states, ['sent', 'sent', 'sent', 'sent', 'held', 'held'])
  assert.equal((await mailNow(mail.message_id)).state, 'sent', 'it was delivered')
})

test('staff try an address again: what is held and not old leaves, and it can be undone by who saw the same', async () => {
  const mail = await write()
  await comesBack(
    report({ recipient: ann.email, status: '5.1.1', said: '550 5.1.1 No such user here' }),
    wayBack(mail),
  )
  const [old, fresh] = [await write(), await write()]
  await here.rows(`update outgoing_mail set queued_at = now() - interval '4 days' where id = $1`, [old.id])
  const agent = await here.app.as(here.vendor.agent.email)
  const list = (await agent.get('/api/v1/suspended-addresses')).json as { items: SuspendedAddress[] }
  const found = list.items.find(({ address }) => address === ann.email)
  assert.deepEqual([found?.waiting, found?.reason, found?.people[0]?.name], [2, 'no_such_user', ann.name])
  const url = `/api/v1/suspended-addresses/${found?.id ?? ''}`
  assert.equal((await agent.post(`${url}/lift`, { version: 99 })).status, 409)
  const lifted = await agent.post(`${url}/lift`, { version: found?.version })
  assert.deepEqual([lifted.status, (lifted.json as { released: number }).released], [200, 1])
  await here.runJobs()
  assert.deepEqual(
    [(await mailNow(old.message_id)).state, (await mailNow(fresh.message_id)).state],
    ['held', 'sent'],
  )
  const { version } = lifted.json as { version: number }
  assert.equal((await agent.post(`${url}/suspend-again`, { version: version - 1 })).status, 409)
  assert.equal((await agent.post(`${url}/suspend-again`, { version })).status, 200)
  assert.equal((await write()).state, 'held')
  const acts = await here.rows<{ action: string }>(
    'select action from audit_log where subject_id = $1 order by at, id',
    [ann.email],
  )
  assert.deepEqual(
    acts.map(({ action }) => action),
    ['address.suspended', 'address.tried_again', 'address.suspended_again'],
  )
})

test('LO-04: mail from the null sender is answered by nobody, and a bounce of a bounce ends there', async () => {
  const before = (await here.rows('select from outgoing_mail')).length
  const raw = `From: ${ann.email}\r\nTo: ${here.supportAddress}\r\nSubject: Please help\r\nMessage-ID: <null@customer.example>\r\n\r\nIt is broken.\r\n`
  await comesBack(raw, here.supportAddress)
  await comesBack(
    report({ recipient: 'stranger@evil.example', status: '5.1.1', said: '550 No' }),
    here.supportAddress,
  )
  await comesBack(
    report({
      recipient: here.supportAddress,
      status: '5.1.1',
      said: '550 No',
      from: 'MAILER-DAEMON@evil.example',
    }),
    here.supportAddress,
  )
  assert.equal((await here.rows('select from outgoing_mail')).length, before)
  // The control: the same words of the same sender with an envelope of their own are answered.
  await here.deliver(raw.replace('null@', 'own@'), { from: ann.email })
  await here.runJobs()
  assert.equal((await here.rows('select from outgoing_mail')).length, before + 1)
})

test('LO-02: an automatic answer reopens nothing, moves no clock and gets no answer, and is kept', async () => {
  const solved = await buildSolvedCase(here.app, { by: ann, agent: here.vendor.agent })
  const open = await buildCase(here.app, { by: ann })
  await writeMessage(here.app.context(here.vendor.agent.actor, new Date()), {
    reference: open.reference,
    kind: 'reply',
    body: 'Which version is it?',
  })
  await here.runJobs()
  const replies = await here.rows<{
    reply_to: string
    message_id: string
    bounce_token: string
    reference: string
  }>(
    `select distinct on (c.reference) m.reply_to, m.message_id, m.bounce_token, c.reference from outgoing_mail m join cases c on c.id = m.case_id
     where m.kind = 'reply' and c.reference in ($1, $2) order by c.reference`,
    [solved.reference, open.reference],
  )
  assert.equal(replies.length, 2)
  const state = async () =>
    here.rows(
      `select (select jsonb_agg(to_jsonb(c) order by c.id) from cases c) cases,
        (select jsonb_agg(to_jsonb(k) order by k::text) from clocks k) clocks,
        (select count(*)::int from entries) entries, (select count(*)::int from outgoing_mail) outgoing`,
    )
  const before = await state()
  for (const [at, { by, headers = [], subject, text, nullSender }] of outOfOffice.entries()) {
    const reply = replies[at % 2]
    assert.ok(reply !== undefined)
    // Some answer the address that was asked to be answered, some the sender of the envelope (RFC 3834, 4).
    const to = at % 3 === 0 ? bounceAddressOf(here.supportAddress, reply.bounce_token) : reply.reply_to
    const fields = [
      `From: Ann <${ann.email}>`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `In-Reply-To: ${reply.message_id}`,
      `Message-ID: <away-${at}@customer.example>`,
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
    ]
    await here.deliver(`${fields.join('\r\n')}\r\n\r\n${text} (${by})\r\n`, {
      from: nullSender === true ? '' : ann.email,
      to,
    })
  }
  await here.runJobs()
  assert.deepEqual(await state(), before)
  const kept = await here.rows<{ class: string; state: string; body: string }>(
    `select class, state, body from inbound_mail where message_id like '<away-%' order by received_at, id`,
  )
  assert.ok(outOfOffice.length >= 30)
  assert.equal(kept.length, outOfOffice.length)
  for (const row of kept)
    assert.deepEqual([row.body, row.class, row.state], [row.body, 'auto_reply', 'ignored'])
  // The control: the same words of a person are an answer.
  const reply = replies[1]
  const raw = `From: Ann <${ann.email}>\r\nTo: ${reply?.reply_to ?? ''}\r\nSubject: Re: Your case\r\nMessage-ID: <here@customer.example>\r\n\r\nI was away.\r\n`
  await here.deliver(raw, { from: ann.email, to: reply?.reply_to ?? '' })
  await here.runJobs()
  assert.notDeepEqual(await state(), before)
})
