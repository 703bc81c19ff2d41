import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { type Actor, type Context, createContext } from '#platform/context.ts'
import { buildMailWorld, type MailWorld } from '../../../../tests/support/build-mail-world.ts'
import { acceptOnce } from './accept-once.ts'
import { adoptTriage } from './adopt-triage.ts'
import { takeBackCase } from './take-back-case.ts'
import { answerTriage, sendSelfHelp } from './answer-triage.ts'
import { blockSender, blockSenders, previewBlock, unblockSender } from './block-sender.ts'
import { bringBack } from './bring-back.ts'
import { discardMany, discardTriage } from './discard-triage.ts'
import { saveHelpLinks } from './help-links.ts'
import { listBlocked } from './list-blocked.ts'
import { listDecided } from './list-decided.ts'
import { countTriage, listTriage } from './list-triage.ts'
import { matchTriage, unmatchTriage } from './match-triage.ts'
import { readTriage } from './read-triage.ts'

let world: MailWorld
let agent: Context
let manager: Context
before(async () => {
  world = await buildMailWorld()
  agent = world.as(world.agent)
  manager = world.as({ ...world.agent, role: 'manager', name: 'Mo Manager' } as Actor)
})
after(() => world.close())

type Inbound = {
  id: string
  state: string
  decided: string | null
  reason_code: string | null
  case_id: string | null
}

async function arrive(from: string, subject: string, more: { envelope?: string; to?: string } = {}) {
  const raw = `From: ${from}\r\nTo: support@vendor.example\r\nSubject: ${subject}\r\n\r\nText of ${subject}.\r\n`
  await world.deliver(raw, { from: more.envelope ?? from, ...(more.to !== undefined && { to: more.to }) })
  await world.runJobs()
  return stored(subject)
}

async function stored(subject: string): Promise<Inbound> {
  const [found] = await world.query<Inbound>('select * from inbound_mail where subject = $1', [subject])
  assert.ok(found)
  return found
}

const waiver = () => ({ id: randomUUID(), reason: 'Ann told us by phone.' })
const idOf = (address: string) => world.alder.contacts.get(address) ?? ''
const audited = async (id: string) =>
  (
    await world.query<{ action: string; actor_name: string }>(
      'select action, actor_name from audit_log where subject_id = $1 order by at, id',
      [id],
    )
  ).map(({ action, actor_name }) => `${action} by ${actor_name}`)
const sent = (kind: string) =>
  world.query<{ to_address: string; subject: string; body: string }>(
    'select * from outgoing_mail where kind = $1',
    [kind],
  )

describe('Accepted once', () => {
  test('a message that nobody vouches for is handled as its sender’s: an answer goes on its case', async () => {
    const first = await arrive('ann@alder.example', 'Labels are empty')
    const [{ reference } = { reference: '' }] = await world.query<{ reference: string }>(
      'select reference from cases where id = $1',
      [first.case_id],
    )
    await writeMessage(agent, { reference, kind: 'reply', body: 'Try this.' })
    await world.runJobs()
    const [{ reply_to: to } = { reply_to: '' }] = await world.query<{ reply_to: string }>(
      `select reply_to from outgoing_mail where kind = 'reply' and case_id = $1`,
      [first.case_id],
    )
    const forged = await arrive('ann@alder.example', 'From my phone', { envelope: 'eve@evil.example', to })
    assert.deepEqual([forged.state, forged.reason_code], ['triage', 'sender_forged'])
    const contacts = await world.query('select id from contacts')

    const input = { id: forged.id, contactId: idOf('ann@alder.example'), waiver: waiver() }
    await assert.rejects(acceptOnce(agent, input), { code: 'permission_missing' })
    await assert.rejects(acceptOnce(manager, { ...input, contactId: idOf('bob@alder.example') }), {
      code: 'not_the_sender',
    })
    const now = world.as({ ...world.agent, role: 'manager', name: 'Mo Manager' } as Actor)
    assert.deepEqual(await acceptOnce(now, input), { reference })
    const after = await stored('From my phone')
    assert.deepEqual([after.state, after.case_id], ['reply', first.case_id])
    const [entry] = await world.query<{ author_name: string; body: string }>(
      `select * from entries where case_id = $1 and kind = 'message' order by at desc, id desc limit 1`,
      [first.case_id],
    )
    assert.deepEqual([entry?.author_name, entry?.body], ['ann', 'Text of From my phone.'])
    assert.ok((await audited(forged.id)).includes('mail.accepted_once by Mo Manager'))
    assert.equal((await world.query('select id from contacts')).length, contacts.length)
    // For this once: the next one waits again.
    const next = await arrive('ann@alder.example', 'From my phone again', {
      envelope: 'eve@evil.example',
      to,
    })
    assert.equal(next.state, 'triage')
  })

  test('one whose sender may open no case opens one, and the refusal is waived with the reason', async () => {
    const refused = await arrive('carl@alder.example', 'I have no seat')
    assert.equal(refused.reason_code, 'refused')
    const [carl] = await world.query<{ id: string }>(
      `select id from contacts where email = 'carl@alder.example'`,
    )
    const { reference } = await acceptOnce(manager, {
      id: refused.id,
      contactId: carl?.id ?? '',
      waiver: waiver(),
    })
    const waived = await world.query<{ reason: string }>(
      'select w.reason from waivers w join cases c on c.id = w.case_id where c.reference = $1',
      [reference],
    )
    assert.deepEqual(waived, [{ reason: 'Ann told us by phone.' }])
    const seats = await world.query('select 1 from seats where contact_id = $1', [carl?.id])
    assert.equal(seats.length, 0)
  })

  test('one of an address that is no contact’s is nobody’s to accept', async () => {
    const { id } = await arrive('eve@evil.example', 'Let me in')
    const contactId = idOf('ann@alder.example')
    await assert.rejects(acceptOnce(manager, { id, contactId, waiver: waiver() }), { code: 'not_the_sender' })
    assert.equal((await stored('Let me in')).state, 'triage')
  })
})

describe('A case that was opened from a message', () => {
  const adoptNow = async (subject: string) => {
    const { id } = await arrive('eve@evil.example', subject)
    const now = new Date()
    const { reference } = await adoptTriage(world.as(world.agent, now), {
      id,
      contactId: idOf('ann@alder.example'),
    })
    return { id, reference, now }
  }
  const caseOf = async (reference: string) =>
    (
      await world.query<{ status: string; close_reason: string | null; clocks: number }>(
        `select status, close_reason, (select count(*) from clocks k where k.case_id = c.id and k.stopped_at is null) clocks
         from cases c where reference = $1`,
        [reference],
      )
    )[0]

  test('is taken back by who opened it, and its message waits again as it was', async () => {
    const { id, reference, now } = await adoptNow('Too fast')
    const soon = new Date(now.getTime() + 5_000)
    await takeBackCase(world.as(world.agent, soon), { id })
    assert.deepEqual(await caseOf(reference), { status: 'closed', close_reason: 'withdrawn', clocks: 0 })
    const back = await readTriage(agent, { id })
    assert.deepEqual([back.state, back.reasonCode], ['triage', 'sender_unknown'])
    await assert.rejects(takeBackCase(world.as(world.agent, soon), { id }), { code: 'not_found' })
  })

  test('stays where it is after a minute, for anybody else, and once somebody has answered', async () => {
    const { id, reference, now } = await adoptNow('Not so fast')
    const after = (ms: number) => new Date(now.getTime() + ms)
    const refused = { code: 'cannot_take_back' }
    await assert.rejects(takeBackCase(world.as(world.agent, after(61_000)), { id }), refused)
    const other: Actor = { ...world.agent, staffId: randomUUID() } as Actor
    await assert.rejects(takeBackCase(world.as(other, after(1_000)), { id }), refused)
    await writeMessage(world.as(world.agent, after(2_000)), { reference, kind: 'note', body: 'Mine.' })
    await assert.rejects(takeBackCase(world.as(world.agent, after(3_000)), { id }), refused)
    assert.equal((await caseOf(reference))?.status, 'new')
  })
})

describe('Answered with help', () => {
  test('a verified sender gets links of ours and no word of their own, once a day', async () => {
    await saveHelpLinks(world.as({ ...world.agent, role: 'admin' } as Actor), {
      links: [{ label: 'Questions and answers', url: 'https://help.vendor.example/faq' }],
      version: 0,
    })
    const { id } = await arrive('Nosy PELICAN <nosy@evil.example>', 'Which PELICAN')
    const links = await world.query<{ links: { id: string }[] }>('select links from help_links')
    await answerTriage(agent, { id, links: ['packages', `own:${links[0]?.links[0]?.id}`] })
    const [decision] = await world.query<{ id: string }>(
      `select id from triage_decisions where mail_id = $1 and act = 'answered'`,
      [id],
    )
    for (let times = 0; times < 2; times++)
      await sendSelfHelp(world.context(), { decisionId: decision?.id ?? '' })
    const [answer, ...more] = await sent('self_help')
    assert.equal(more.length, 0)
    assert.equal(answer?.to_address, 'nosy@evil.example')
    assert.match(
      answer?.body ?? '',
      /\/packages\nQuestions and answers: https:\/\/help\.vendor\.example\/faq/,
    )
    assert.doesNotMatch(JSON.stringify(answer), /PELICAN/)
    assert.deepEqual([(await stored('Which PELICAN')).decided], ['answered'])

    const second = await arrive('nosy@evil.example', 'Once more')
    await assert.rejects(answerTriage(agent, { id: second.id, links: ['packages'] }), {
      code: 'answered_today',
    })
  })

  test('says when it leaves; from then on it cannot be undone, and its message can still be brought back', async () => {
    const { id } = await arrive('late@evil.example', 'Too late')
    const now = new Date()
    const slow = createContext({ ...agent, sendingDelayMs: 7_000 }, { actor: world.agent, now })
    const { leavesAt } = await answerTriage(slow, { id, links: ['portal'] })
    assert.equal(Date.parse(leavesAt) - now.getTime(), 7_000)
    const [decision] = await world.query<{ id: string }>(
      'select id from triage_decisions where mail_id = $1',
      [id],
    )
    await sendSelfHelp(world.context(), { decisionId: decision?.id ?? '' })
    const other = await arrive('late@evil.example', 'Beside it')
    await discardTriage(agent, { id: other.id, reason: 'Seen' })
    await assert.rejects(bringBack(agent, { ids: [other.id, id], isUndo: true }), {
      code: 'answered_already',
    })
    const states = async () => [(await stored('Too late')).state, (await stored('Beside it')).state]
    assert.deepEqual(await states(), ['discarded', 'discarded'], 'nothing has changed')
    assert.deepEqual(await bringBack(agent, { ids: [id] }), { ids: [id] })
    assert.deepEqual(await states(), ['triage', 'discarded'])
  })

  test('taken back before it leaves, it never leaves', async () => {
    const before = (await sent('self_help')).length
    const { id } = await arrive('shy@evil.example', 'Too quick')
    await answerTriage(agent, { id, links: ['portal'] })
    const [decision] = await world.query<{ id: string }>(
      'select id from triage_decisions where mail_id = $1',
      [id],
    )
    assert.deepEqual(await bringBack(agent, { ids: [id], isUndo: true }), { ids: [id] })
    await sendSelfHelp(world.context(), { decisionId: decision?.id ?? '' })
    assert.equal((await sent('self_help')).length, before)
    assert.equal((await stored('Too quick')).state, 'triage')
    // Brought back, it can be answered anew, and the older decision still sends nothing.
    await answerTriage(agent, { id, links: ['packages'] })
    await sendSelfHelp(world.context(), { decisionId: decision?.id ?? '' })
    assert.equal((await sent('self_help')).length, before)
  })

  test('neither somebody unproven nor a machine is answered', async () => {
    const forged = await arrive('ann@alder.example', 'Forged question', { envelope: 'eve@evil.example' })
    await assert.rejects(answerTriage(agent, { id: forged.id, links: ['packages'] }), {
      code: 'sender_not_verified',
    })
    const other = await arrive('robot@evil.example', 'Robot')
    await world.query(`update inbound_mail set class = 'list' where id = $1`, [other.id])
    await assert.rejects(answerTriage(agent, { id: other.id, links: ['packages'] }), {
      code: 'not_a_message',
    })
    await assert.rejects(
      answerTriage(agent, { id: (await arrive('x@evil.example', 'X')).id, links: ['no'] }),
      {
        code: 'invalid_input',
      },
    )
  })
})

describe('Put aside', () => {
  test('it is listed with who, when and why, found again, and brought back as it was', async () => {
    const one = await arrive('eve@evil.example', 'Cheap pills')
    const two = await arrive('eve@evil.example', 'Cheaper pills')
    await discardTriage(agent, { id: one.id, reason: 'Advertising' })
    const done = await discardMany(agent, { ids: [one.id, two.id], reason: 'Spam', isSpam: true })
    assert.deepEqual(done, { ids: [two.id] }, 'what was decided already stays as it is')
    const found = async (query: object) =>
      (await listDecided(agent, { limit: 100, ...query })).items.map(
        ({ subject, decided, decidedBy, because }) => `${subject}: ${decided} by ${decidedBy}, ${because}`,
      )
    const aside = 'Cheap pills: discarded by Sam Staff, Advertising'
    const spam = 'Cheaper pills: spam by Sam Staff, Spam'
    assert.deepEqual(await found({ q: 'PILLS' }), [spam, aside].toSorted().toReversed())
    assert.deepEqual(await found({ q: 'pills', kind: 'spam' }), [spam])
    const pages: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page = await listDecided(agent, { q: 'pills', limit: 1, ...(after !== '' && { after }) })
      pages.push(...page.items.map(({ id }) => id))
      after = page.next
    }
    assert.deepEqual(pages.toSorted(), [one.id, two.id].toSorted())

    assert.deepEqual(
      (await bringBack(agent, { ids: [one.id, two.id] })).ids.toSorted(),
      [one.id, two.id].toSorted(),
    )
    const back = await readTriage(agent, { id: one.id })
    assert.deepEqual([back.state, back.reasonCode], ['triage', 'sender_unknown'])
    assert.deepEqual(
      back.decisions.filter(({ mailId }) => mailId === one.id).map(({ act }) => act),
      ['brought_back', 'discarded'],
    )
    assert.deepEqual(await audited(one.id), ['mail.discarded by Sam Staff', 'mail.brought_back by Sam Staff'])
    assert.deepEqual(await bringBack(agent, { ids: [one.id] }), { ids: [] }, 'twice is once')
  })

  test('mail that machines wrote and nobody saw is in the list with its class, and can be brought back', async () => {
    const raw =
      'From: mailer-daemon@alder.example\r\nTo: support@vendor.example\r\nSubject: Undelivered\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\nx\r\n'
    await world.deliver(raw, { from: '' })
    await world.runJobs()
    const [ignored] = (await listDecided(agent, { limit: 100, kind: 'ignored' })).items
    assert.deepEqual([ignored?.subject, ignored?.decidedBy], ['Undelivered', null])
    assert.match(ignored?.because ?? '', /could not be delivered/)
    await bringBack(agent, { ids: [ignored?.id ?? ''] })
    assert.equal((await readTriage(agent, { id: ignored?.id ?? '' })).state, 'triage')
  })

  test('the groups of the list and their counts are the same messages', async () => {
    const { counts } = await countTriage(agent)
    for (const group of ['sender', 'stranger', 'contact', 'machine', 'other'] as const)
      assert.equal((await listTriage(agent, { limit: 100, group })).items.length, counts[group] ?? 0, group)
    assert.ok((counts['stranger'] ?? 0) > 0)
  })
})

describe('A message that waits for an account', () => {
  test('waits for it again when what was decided meanwhile is undone, and for nobody where the match had ended', async () => {
    const { id } = await arrive('eve@evil.example', 'For Birch')
    const matched = async () =>
      (
        await world.query<{ account_id: string }>('select account_id from matched_mail where mail_id = $1', [
          id,
        ])
      ).map((row) => row.account_id)
    await matchTriage(agent, { id, accountId: world.alder.accountId })
    await matchTriage(agent, { id, accountId: world.birch.accountId })
    for (let times = 0; times < 2; times++) {
      await discardTriage(agent, { id, reason: 'By mistake' })
      assert.deepEqual(await matched(), [])
      await bringBack(agent, { ids: [id] })
      assert.deepEqual(await matched(), [world.birch.accountId])
    }
    await answerTriage(agent, { id, links: ['portal'] })
    await bringBack(agent, { ids: [id] })
    assert.deepEqual(await matched(), [world.birch.accountId])
    await unmatchTriage(agent, { id })
    await discardMany(agent, { ids: [id], reason: 'Spam', isSpam: true })
    await bringBack(agent, { ids: [id] })
    assert.deepEqual(await matched(), [])
  })
})

describe('A blocked sender', () => {
  test('is heard no more until it is unblocked: kept, counted and listed, never shown in triage', async () => {
    const block = await blockSender(agent, { sender: 'Spam@Evil.example', reason: 'Advertising' })
    await assert.rejects(blockSender(agent, { sender: 'spam@evil.example', reason: 'Again' }), {
      code: 'blocked_already',
    })
    const kept = await arrive('spam@evil.example', 'Blocked')
    assert.deepEqual([kept.state, kept.decided, kept.reason_code], ['discarded', 'blocked', 'blocked_sender'])
    assert.equal((await arrive('other@evil.example', 'Another of the domain')).state, 'triage')
    assert.equal((await listBlocked(agent, { limit: 10, q: 'spam@' })).items[0]?.mails, 1)
    assert.deepEqual(
      (await listDecided(agent, { limit: 10, kind: 'blocked' })).items.map(({ subject }) => subject),
      ['Blocked'],
    )
    const told = await world.query(`select 1 from outgoing_mail where to_address = 'spam@evil.example'`)
    assert.equal(told.length, 0)
    const ended = await unblockSender(agent, { id: block.id })
    assert.equal(ended.endedBy, 'Sam Staff')
    assert.equal((await arrive('spam@evil.example', 'Unblocked')).state, 'triage')
    assert.equal((await stored('Blocked')).state, 'discarded')
  })

  test('for a time is over by itself, and can be blocked anew', async () => {
    const later = (ms: number) => world.as(world.agent, new Date(Date.now() + ms))
    const until = new Date(Date.now() + 1_000).toISOString()
    await blockSender(agent, { sender: 'soon@evil.example', reason: 'Today only', until })
    await world.query(
      `update blocked_senders set blocked_at = blocked_at - interval '1 day', until = until - interval '1 hour' where sender = 'soon@evil.example'`,
    )
    assert.equal((await arrive('soon@evil.example', 'After its time')).state, 'triage')
    await blockSender(later(5_000), { sender: 'soon@evil.example', reason: 'Once more' })
    assert.equal((await arrive('soon@evil.example', 'Blocked anew')).decided, 'blocked')
    await assert.rejects(
      blockSender(agent, { sender: 'z@evil.example', reason: 'x', until: '2020-01-01T00:00:00Z' }),
      {
        code: 'invalid_input',
      },
    )
  })

  test('that is a whole domain is confirmed by the number of contacts it had; a customer’s is refused', async () => {
    const { id: contactId } = await addContact(world.context(), {
      accountId: world.alder.accountId,
      name: 'Old',
      email: 'old@both.example',
    })
    await assert.rejects(blockSender(agent, { sender: 'both.example', reason: 'x', confirmedContacts: 1 }), {
      code: 'sender_is_customer',
    })
    await assert.rejects(blockSender(agent, { sender: 'ann@alder.example', reason: 'x' }), {
      code: 'sender_is_customer',
    })
    // Not the verb alone: the database refuses it too.
    await assert.rejects(
      world.query(
        `insert into blocked_senders (id, what, sender, reason, blocked_at, by_name)
         values (gen_random_uuid(), 'domain', 'alder.example', 'x', now(), 'x')`,
      ),
      { constraint: 'block_of_customer' },
    )
    const former = await addContact(world.context(), {
      accountId: world.alder.accountId,
      name: 'Gone',
      email: 'gone@left.example',
    })
    await endContact(world.context(), { contactId: former.id })
    await endContact(world.context(), { contactId })
    assert.deepEqual(await previewBlock(agent, { sender: 'left.example' }), {
      what: 'domain',
      sender: 'left.example',
      contacts: 0,
      formerContacts: 1,
      mails: 0,
    })
    for (const confirmedContacts of [undefined, 0])
      await assert.rejects(blockSender(agent, { sender: 'left.example', reason: 'x', confirmedContacts }), {
        code: 'confirm_contacts',
      })
    await blockSender(agent, { sender: 'left.example', reason: 'Sold', confirmedContacts: 1 })
    assert.equal((await arrive('anybody@left.example', 'Of the domain')).decided, 'blocked')
  })

  test('is blocked with others, and what they wrote put aside, all of it or nothing; who is blocked already stays so', async () => {
    const senders = ['one@several.example', 'two@several.example']
    const mails = [
      await arrive('one@several.example', 'One of several'),
      await arrive('two@several.example', 'Two of several'),
    ]
    const aside = mails.map(({ id }) => id)
    const waiting = async () =>
      (await listTriage(agent, { limit: 50 })).items
        .filter(({ id }) => aside.includes(id))
        .map(({ isBlocked }) => isBlocked)
    const blocked = async () =>
      (await listBlocked(agent, { limit: 50, q: '@several.example' })).items.map(({ sender }) => sender)
    await assert.rejects(
      blockSenders(agent, { senders: [...senders, 'ann@alder.example'], reason: 'Advertising', aside }),
      { code: 'sender_is_customer' },
    )
    assert.deepEqual([await waiting(), await blocked()], [[false, false], []])

    await blockSender(agent, { sender: 'one@several.example', reason: 'By a colleague' })
    await discardTriage(agent, { id: mails[0]?.id ?? '', reason: 'By a colleague' })
    assert.deepEqual(await waiting(), [false])
    const done = await blockSenders(agent, { senders, reason: 'Advertising', aside })
    assert.deepEqual(
      [done.blocked.map(({ sender }) => sender), done.ids],
      [['two@several.example'], [aside[1]]],
    )
    assert.deepEqual(await waiting(), [])
    assert.equal((await stored('Two of several')).decided, 'spam')
    // What was its own doing is taken back, and nothing of the colleague's.
    await bringBack(agent, { ids: done.ids })
    assert.deepEqual(await waiting(), [true])
    for (const { id } of done.blocked) await unblockSender(agent, { id })
    assert.deepEqual(await waiting(), [false])
  })

  test('that becomes a contact is heard all the same', async () => {
    await blockSender(agent, { sender: 'newcomer@evil.example', reason: 'Too many' })
    assert.equal((await arrive('newcomer@evil.example', 'Before')).decided, 'blocked')
    await addContact(world.context(), {
      accountId: world.birch.accountId,
      name: 'Newcomer',
      email: 'newcomer@evil.example',
    })
    const after = await arrive('newcomer@evil.example', 'As a contact')
    assert.deepEqual([after.state, after.reason_code], ['triage', 'refused'])
  })
})
