import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { mergeContacts } from '#desk/cases/server/merge-contacts.ts'
import { buildMailWorld } from '../../../../tests/support/build-mail-world.ts'
import { startBareMailServer } from '../../../../tests/support/bare-mail-server.ts'
import { linkPlace } from '../domain/link-mail.ts'
import { adoptTriage } from './adopt-triage.ts'
import { chooseAccount, readChoice } from './choose-account.ts'
import { readOutgoing } from './read-outgoing.ts'
import { sendAgain } from './send-again.ts'

const world = await buildMailWorld()
const server = await startBareMailServer()
world.smtpUrl = server.url
after(async () => {
  await world.close()
  await server.close()
})

const dayMs = 86_400_000
const anyone = (now?: Date) => world.as({ kind: 'anonymous', name: 'Anybody' }, now)
let count = 0

async function write(from: string, subject: string, text = 'It fails.'): Promise<void> {
  count++
  const head = [
    `From: ${from}`,
    'To: support@vendor.example',
    `Subject: ${subject}`,
    `Message-ID: <c${count}@x.example>`,
  ]
  await world.deliver(`${head.join('\r\n')}\r\n\r\n${text}\r\n`, { from })
  await world.runJobs()
}

async function inbound(subject: string) {
  const [row] = await world.query<{
    id: string
    state: string
    reason_code: string | null
    contact_id: string
  }>('select id, state, reason_code, contact_id from inbound_mail where subject = $1', [subject])
  assert.ok(row !== undefined)
  return row
}

/** The links in all that has left, in its order. */
const linksThatLeft = () =>
  server.messages.flatMap((raw) => /\/choose\/([\w-]{43})\s/.exec(raw.replaceAll('=\r\n', ''))?.[1] ?? [])

/** Mail from dora, who is a contact of Alder and of Birch; the link that asks her. */
async function askedBy(subject: string): Promise<string> {
  await world.query(`update outgoing_mail set queued_at = queued_at - interval '2 days'`)
  await write('dora@both.example', subject)
  const token = linksThatLeft().at(-1)
  assert.ok(token !== undefined, 'the answer has a link')
  assert.doesNotMatch(server.messages.at(-1) ?? '', /Alder|Birch|It fails/, 'and nothing of anybody')
  return token
}

async function answerTo(subject: string): Promise<string> {
  const { id } = await inbound(subject)
  const [answer] = await world.query<{ id: string }>(
    `select id from outgoing_mail where message_id like '%' || $1 || '%' and kind = 'triage_answer'`,
    [id],
  )
  return answer?.id ?? ''
}

test('A contact of several accounts is asked by a link that shows their accounts by name, and nothing else', async () => {
  const token = await askedBy('For whom')
  assert.deepEqual(
    [(await inbound('For whom')).state, (await inbound('For whom')).reason_code],
    ['triage', 'several_accounts'],
  )
  const view = await readChoice(anyone(), { token })
  assert.deepEqual([view.state, view.reference], ['open', null])
  assert.deepEqual(
    view.accounts.map((one) => one.name),
    ['Alder', 'Birch'],
  )
  assert.deepEqual(Object.keys(view.accounts[0] ?? {}), ['id', 'name'])
  const [kept] = await world.query<{ n: number }>(
    'select count(*)::int as n from account_choices where token_hash = $1',
    [token],
  )
  assert.equal(kept?.n, 0, 'only its hash is kept')
})

test('The link stands in the mail that leaves and nowhere else, and is the same where that is sent again', async () => {
  const token = await askedBy('Only in the mail')
  const id = await answerTo('Only in the mail')
  const seen = await readOutgoing(world.as(world.agent), { id })
  assert.ok(seen.body.includes(linkPlace))
  const [stored] = await world.query<{ everything: string }>(
    `select (select string_agg(o::text, ' ') from outgoing_mail o) || (select string_agg(c::text, ' ')
     from account_choices c) as everything`,
  )
  for (const secret of linksThatLeft()) assert.ok(!stored?.everything.includes(secret))
  await world.query(`update outgoing_mail set state = 'failed', failed_at = now() where id = $1`, [id])
  await sendAgain(world.as(world.agent), { id })
  await world.runJobs()
  assert.deepEqual(linksThatLeft().slice(-2), [token, token])
  assert.equal((await readChoice(anyone(), { token })).state, 'open')
})

test('The choice opens the case for that contact once; its clocks start then, its receipt stands beside', async () => {
  const token = await askedBy('Chosen')
  const at = new Date(Date.now() + 3_600_000)
  const chosen = { token, accountId: world.birch.accountId }
  const [first, second] = await Promise.all([
    chooseAccount(anyone(at), chosen),
    chooseAccount(anyone(at), chosen),
  ])
  assert.deepEqual([first.state, second.reference], ['chosen', first.reference])
  const other = await chooseAccount(anyone(at), { token, accountId: world.alder.accountId })
  assert.equal(other.reference, first.reference)
  const opened = await world.query<{
    received_at: Date
    account_id: string
    contact_id: string
    channel: string
  }>(`select received_at, account_id, contact_id, channel from cases where subject = 'Chosen'`)
  assert.deepEqual(opened, [
    {
      received_at: at,
      account_id: world.birch.accountId,
      contact_id: world.birch.contacts.get('dora@both.example'),
      channel: 'email',
    },
  ])
  const events = await world.query<{ event: { from: string; verified: boolean }; author_kind: string }>(
    `select e.event, e.author_kind from entries e join cases c on c.id = e.case_id
     where c.subject = 'Chosen' and e.event->>'type' = 'mail_adopted'`,
  )
  assert.deepEqual(
    events.map(({ event, author_kind: by }) => [event.from, event.verified, by]),
    [['dora@both.example', true, 'contact']],
  )
  assert.equal((await inbound('Chosen')).state, 'case')
})

test('An account that is none of theirs, a link nobody made and one that has expired open nothing', async () => {
  const token = await askedBy('Nothing')
  const nowhere = '01900000-0000-7000-8000-000000000000'
  await assert.rejects(chooseAccount(anyone(), { token, accountId: nowhere }), { kind: 'not_found' })
  await assert.rejects(readChoice(anyone(), { token: 'x'.repeat(43) }), { kind: 'not_found' })
  const last = new Date(Date.now() + 14 * dayMs - 60_000)
  assert.equal((await readChoice(anyone(last), { token })).state, 'open')
  const late = new Date(Date.now() + 14 * dayMs)
  assert.deepEqual(await readChoice(anyone(late), { token }), {
    state: 'expired',
    accounts: [],
    reference: null,
  })
  await assert.rejects(chooseAccount(anyone(late), { token, accountId: world.alder.accountId }), {
    code: 'choice_expired',
  })
  assert.deepEqual(await world.query(`select 1 from cases where subject = 'Nothing'`), [])
})

test('What staff have taken in hand is not opened a second time by the link', async () => {
  const token = await askedBy('Staff first')
  const { id } = await inbound('Staff first')
  const contactId = world.alder.contacts.get('dora@both.example') ?? ''
  const choosing = chooseAccount(anyone(), { token, accountId: world.birch.accountId })
  const outcomes = await Promise.allSettled([adoptTriage(world.as(world.agent), { id, contactId }), choosing])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await world.query(`select 1 from cases where subject = 'Staff first'`)).length, 1)
})

test('A mail that names one of their accounts, or a product only one has, is placed there without asking', async () => {
  await world.query(`insert into products (code, name, kind) values ('forge', 'Quillane Forge', 'platform')`)
  await world.query(
    `insert into environments (id, account_id, product_code, name, kind, version)
     values (gen_random_uuid(), $1, 'forge', 'Live', 'production', '1')`,
    [world.birch.accountId],
  )
  await write('dora@both.example', 'Login fails at Alder')
  await write('dora@both.example', 'The oven is cold', 'Since today Quillane Forge makes no fire.')
  const at = async (subject: string) => (await inbound(subject)).contact_id
  assert.equal(await at('Login fails at Alder'), world.alder.contacts.get('dora@both.example'))
  assert.equal(await at('The oven is cold'), world.birch.contacts.get('dora@both.example'))
})

test('Mail from an address that was merged acts as who stays', async () => {
  const [ann, bob] = ['ann@alder.example', 'bob@alder.example'].map(
    (one) => world.alder.contacts.get(one) ?? '',
  )
  await mergeContacts(world.context(), { id: bob ?? '', into: ann ?? '', version: 1, intoVersion: 1 })
  await write('bob@alder.example', 'Merged address')
  const found = await inbound('Merged address')
  assert.deepEqual([found.state, found.contact_id], ['case', ann])
  const [receipt] = await world.query<{ to_address: string }>(
    `select o.to_address from outgoing_mail o join cases c on c.id = o.case_id where c.subject = 'Merged address'`,
  )
  assert.equal(receipt?.to_address, 'ann@alder.example', 'we write to the main address')
})

test('A link of somebody who is no contact any more refuses kindly', async () => {
  const token = await askedBy('Left')
  for (const account of [world.alder, world.birch])
    await endContact(world.context(), { contactId: account.contacts.get('dora@both.example') ?? '' })
  assert.deepEqual(await readChoice(anyone(), { token }), { state: 'left', accounts: [], reference: null })
  await assert.rejects(chooseAccount(anyone(), { token, accountId: world.alder.accountId }), {
    code: 'contact_left',
  })
})
