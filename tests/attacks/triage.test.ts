import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { adoptTriage } from '#channels/email/server/adopt-triage.ts'
import { findMail } from '#channels/email/server/find-mail.ts'
import { listOwnMail } from '#channels/email/server/list-case-mail.ts'
import { listTriage } from '#channels/email/server/list-triage.ts'
import { matchTriage } from '#channels/email/server/match-triage.ts'
import { listMatched } from '#channels/email/server/matched-mail.ts'
import { readTriage } from '#channels/email/server/read-triage.ts'
import { revealTriage } from '#channels/email/server/reveal-triage.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import type { Actor, Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { buildMailWorld, type MailWorld } from '../support/build-mail-world.ts'

let world: MailWorld
let ann: Actor
before(async () => {
  world = await buildMailWorld()
  const contactId = world.alder.contacts.get('ann@alder.example')
  assert.ok(contactId)
  ann = {
    kind: 'contact',
    role: 'contact',
    userId: '',
    contactId,
    accountId: world.alder.accountId,
    name: 'ann',
  }
})
after(() => world.close())

/** As staff open the whole of a message, wherever it is shown. */
const openWhole = (ctx: Context, id: string) => ctx.transaction((tx) => findMail(ctx, tx, id))

const mail = (from: string, subject: string, body: string) =>
  `From: ${from}\r\nTo: support@vendor.example\r\nSubject: ${subject}\r\n\r\n${body}\r\n`

type Inbound = { id: string; state: string; reason_code: string | null; case_id: string | null }

async function arrive(from: string, subject: string, body: string, to?: string): Promise<Inbound> {
  await world.deliver(mail(from, subject, body), { from, ...(to !== undefined && { to }) })
  await world.runJobs()
  const [found] = await world.query<Inbound>(
    'select * from inbound_mail where subject = $1 order by received_at desc limit 1',
    [subject],
  )
  assert.ok(found)
  return found
}

const sentTo = (address: string) =>
  world.query<{ kind: string; subject: string; body: string; html: string | null }>(
    'select * from outgoing_mail where to_address = $1 order by queued_at',
    [address],
  )

describe('Sign-up codes that a stranger’s service sends to us', () => {
  const code = '482913'
  const link = 'https://chat.evil.example/confirm?token=Zk3u8Qm1xT7w2Pd9'
  const body = `Use this code to join the workspace:\r\n\r\n${code}\r\n\r\nOr open ${link} within an hour.`
  const secret = /482913|Zk3u8Qm1xT7w2Pd9/

  test('EM-11: are hidden from agents until one looks, which is on record, and never reach portal or API of others', async () => {
    const { id } = await arrive('noreply@evil.example', `${code} is your code`, body)
    assert.equal(id.length, 36)
    const agent = world.as(world.agent)
    const { items } = await listTriage(agent, { limit: 100 })
    assert.doesNotMatch(JSON.stringify(items), secret)
    const shown = await readTriage(agent, { id })
    assert.doesNotMatch(JSON.stringify(shown), secret)
    assert.equal(shown.hidden, 3)
    assert.match(shown.body, /https:\/\/chat\.evil\.example\/••••••/)

    await matchTriage(agent, { id, accountId: world.alder.accountId })
    const matched = await listMatched(world.as(ann), { limit: 20 })
    assert.equal(matched.items.length, 1)
    assert.doesNotMatch(JSON.stringify(matched), secret)
    // Not the verb alone: no row that a customer’s transaction can reach has it.
    const reached = await world.query<{ text: string }>('select m::text as text from matched_mail m')
    assert.equal(reached.length, 1)
    assert.doesNotMatch(reached[0]?.text ?? '', secret)

    const looked = async () =>
      (
        await world.query(
          `select 1 from audit_log where action = 'mail.codes_revealed' and subject_id = $1`,
          [id],
        )
      ).length
    assert.equal(await looked(), 0)
    assert.ok(world.agent.kind === 'staff')
    const colleague: Actor = { ...world.agent, staffId: newId(0), userId: 'colleague' }
    const whole = (by: Actor) => openWhole(world.as(by), id)
    await assert.rejects(whole(world.agent), /Ask to see it first/)
    assert.match((await revealTriage(agent, { id })).body, secret)
    assert.equal(await looked(), 1)
    assert.match((await whole(world.agent)).body ?? '', secret)
    assert.equal((await readTriage(agent, { id })).hidden, 0)
    await assert.rejects(whole(colleague), /Ask to see it first/)

    const { reference } = await adoptTriage(agent, {
      id,
      contactId: world.alder.contacts.get('ann@alder.example') ?? '',
    })
    const written = await world.query<{ text: string }>(
      `select e.body as text from entries e join cases c on c.id = e.case_id where c.reference = $1 and e.body is not null
       union all select c.subject from cases c where c.reference = $1`,
      [reference],
    )
    assert.ok(written.length >= 2)
    assert.doesNotMatch(JSON.stringify(written), secret)
    assert.deepEqual((await listOwnMail(world.as(ann), { reference })).items, [])
  })

  test('are shown where a verified contact wrote them: the control', async () => {
    const { id } = await arrive('carl@alder.example', 'My log', `The code is ${code}.`)
    const shown = await readTriage(world.as(world.agent), { id })
    assert.deepEqual([shown.hidden, shown.body.includes(code)], [0, true])
  })
})

test('EM-14: somebody who was removed yesterday is refused politely, and hears nothing of what they wrote', async () => {
  const { id: contactId } = await addContact(world.context(), {
    accountId: world.alder.accountId,
    name: 'Gus Gone',
    email: 'gus@alder.example',
  })
  const { id } = await arrive('ann@alder.example', 'Before Gus left', 'It fails.')
  const [{ reference } = { reference: '' }] = await world.query<{ reference: string }>(
    'select c.reference from cases c join inbound_mail m on m.case_id = c.id where m.id = $1',
    [id],
  )
  await writeMessage(world.as(world.agent), { reference, kind: 'reply', body: 'Look here.' })
  await world.runJobs()
  const [{ reply_to: address } = { reply_to: '' }] = await world.query<{ reply_to: string }>(
    `select reply_to from outgoing_mail where kind = 'reply' order by queued_at desc limit 1`,
  )
  await endContact(world.as({ kind: 'system', name: 'Test' }, new Date(Date.now() - 86_400_000)), {
    contactId,
  })
  const messages = () => world.query('select 1 from entries where kind = $1', ['message'])
  const before = await messages()

  const left = await arrive('gus@alder.example', 'Still me', 'Please send PELICAN to me.', address)
  assert.deepEqual([left.state, left.reason_code, left.case_id], ['triage', 'sender_unknown', null])
  assert.equal((await messages()).length, before.length)
  const told = await sentTo('gus@alder.example')
  assert.equal(told.length, 1)
  assert.doesNotMatch(JSON.stringify(told), /PELICAN|Still me|Before Gus left|Gus|ann@/)
})

test('EM-16: a colleague who is no contact opens no case, and is told so once a day, without anybody’s name', async () => {
  const cases = () => world.query('select 1 from cases')
  const before = await cases()
  for (const subject of ['From a colleague', 'From a colleague again']) {
    const found = await arrive('zoe@alder.example', subject, 'My FLAMINGO is broken.')
    assert.deepEqual([found.state, found.reason_code, found.case_id], ['triage', 'sender_unknown', null])
  }
  assert.equal((await cases()).length, before.length)
  const told = await sentTo('zoe@alder.example')
  assert.equal(told.length, 1)
  assert.doesNotMatch(JSON.stringify(told), /FLAMINGO|colleague again/)
  const contacts = await world.query<{ name: string; email: string }>('select name, email from contacts')
  for (const { name, email } of contacts)
    for (const word of [name, email])
      assert.doesNotMatch(told[0]?.body ?? '', new RegExp(`\\b${word.replaceAll('.', '\\.')}\\b`, 'i'))
  // A day later they may be told again.
  await world.query(
    `update outgoing_mail set queued_at = queued_at - interval '25 hours' where to_address = 'zoe@alder.example'`,
  )
  await arrive('zoe@alder.example', 'From a colleague tomorrow', 'Still broken.')
  assert.equal((await sentTo('zoe@alder.example')).length, 2)
})

describe('LO-05', () => {
  test('LO-05: a case that mail has reopened three times within a day is reopened by no fourth, which is kept on it', async () => {
    const first = await arrive('bob@alder.example', 'Storm', 'It fails.')
    const [{ reference } = { reference: '' }] = await world.query<{ reference: string }>(
      'select reference from cases where id = $1',
      [first.case_id],
    )
    const agent = world.as(world.agent)
    await writeMessage(agent, { reference, kind: 'reply', body: 'Try this.' })
    await world.runJobs()
    const [{ reply_to: address } = { reply_to: '' }] = await world.query<{ reply_to: string }>(
      `select o.reply_to from outgoing_mail o where o.kind = 'reply' and o.case_id = $1`,
      [first.case_id],
    )
    const status = async () =>
      (await world.query<{ status: string }>('select status from cases where id = $1', [first.case_id]))[0]
        ?.status
    const solve = () =>
      solveCase(world.as(world.agent), { reference, solution: 'Restart it.', cause: 'A full disk.' })
    for (const round of [1, 2, 3]) {
      await solve()
      const thanks = await arrive('bob@alder.example', `Thank you ${round}`, `Thank you, ${round}.`, address)
      assert.equal(thanks.state, 'reply')
      assert.equal(await status(), 'in_progress', `reopening ${round}`)
    }
    await solve()
    const fourth = await arrive('bob@alder.example', 'Thank you 4', 'Thank you, 4.', address)
    assert.deepEqual([fourth.state, fourth.case_id], ['reply', first.case_id])
    assert.equal(await status(), 'solved')
    const kept = await world.query(`select 1 from entries where case_id = $1 and body = 'Thank you, 4.'`, [
      first.case_id,
    ])
    assert.equal(kept.length, 1)
    const held = await world.query<{ visibility: string }>(
      `select visibility from entries where case_id = $1 and event ->> 'type' = 'reopening_held'`,
      [first.case_id],
    )
    assert.deepEqual(held, [{ visibility: 'internal' }])

    // The control: with the three a day older, the next one reopens it again.
    await world.query(
      `update entries set at = at - interval '25 hours' where case_id = $1 and event ->> 'from' = 'solved'`,
      [first.case_id],
    )
    await arrive('bob@alder.example', 'Thank you 5', 'It is back in fact.', address)
    assert.equal(await status(), 'in_progress')
  })

  test('mail that opens follow-ups of a closed case is held in the same way', async () => {
    const first = await arrive('bob@alder.example', 'Closed storm', 'It fails.')
    const [{ reference } = { reference: '' }] = await world.query<{ reference: string }>(
      'select reference from cases where id = $1',
      [first.case_id],
    )
    await writeMessage(world.as(world.agent), { reference, kind: 'reply', body: 'Try this.' })
    await world.runJobs()
    const [{ reply_to: address } = { reply_to: '' }] = await world.query<{ reply_to: string }>(
      `select reply_to from outgoing_mail where kind = 'reply' and case_id = $1`,
      [first.case_id],
    )
    await world.query(`update cases set status = 'closed', closed_at = now() where id = $1`, [first.case_id])
    const followUps = async () =>
      Number(
        (
          await world.query<{ n: string }>(
            `select count(*) n from entries where case_id = $1 and event ->> 'type' = 'followed_up'`,
            [first.case_id],
          )
        )[0]?.n,
      )
    for (const round of [1, 2, 3, 4, 5])
      await arrive('bob@alder.example', `Again ${round}`, `Thank you, ${round}.`, address)
    assert.equal(await followUps(), 3)
    const kept = await sqlCount(
      `select count(*) n from entries where case_id = '${first.case_id}' and kind = 'message'`,
    )
    // Its own, the answer, and the two that were held.
    assert.equal(kept, 4)
  })
})

async function sqlCount(text: string): Promise<number> {
  const { rows } = await world.context().transaction((tx) => sql.raw<{ n: string }>(text).execute(tx))
  return Number(rows[0]?.n)
}
