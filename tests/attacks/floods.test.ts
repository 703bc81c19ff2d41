import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { acceptMail } from '#channels/email/server/accept-mail.ts'
import { createIntakeRates } from '#channels/email/server/intake-rates.ts'
import { discardFlood, letFloodThrough } from '#channels/email/server/decide-flood.ts'
import { bringBack } from '#channels/email/server/bring-back.ts'
import { listDecided } from '#channels/email/server/list-decided.ts'
import { listFloods } from '#channels/email/server/list-floods.ts'
import { readFlood } from '#channels/email/server/read-flood.ts'
import { startSmtpListener } from '#channels/email/server/smtp-listener.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildMailWorld, type MailWorld } from '../support/build-mail-world.ts'
import { converse, someMessage } from '../support/mail-intake.ts'

const after20 = 20
let world: MailWorld

before(async () => (world = await buildMailWorld({ floodAfter: after20 })))
after(() => world.close())
afterEach(async () => {
  await world.query('truncate inbound_mail, mail_buckets, mail_floods cascade')
  await world.query('delete from graphile_worker._private_jobs')
})

/** So many messages in one go, over one connection, each answered; resolves to how many were taken. */
async function pour(port: number, senders: readonly string[]): Promise<number> {
  const to = converse(port, 60_000)
  const transactions = senders.map(
    (from) =>
      `MAIL FROM:<${from}>\r\nRCPT TO:<support@vendor.example>\r\nDATA\r\n${someMessage().replace('ann@alder.example', from)}.\r\n`,
  )
  await to.hear('220')
  to.write(`EHLO mx.alder.example\r\n${transactions.join('')}QUIT\r\n`)
  await to.ended
  return to.heard().match(/^250 Kept as /gm)?.length ?? 0
}

const times = (count: number, address: string) => Array.from({ length: count }, () => address)
const strangers = (count: number) => Array.from({ length: count }, (_, at) => `${at}@evil.example`)

/** How many messages wait to be placed before that of this sender. */
async function ahead(sender: string): Promise<number> {
  const jobs = await world.query<{ sender: string }>(
    `select m.envelope_from sender from graphile_worker._private_jobs j
     join inbound_mail m on m.id::text = j.payload->>'mailId' order by j.id`,
  )
  return jobs.findIndex((job) => job.sender === sender)
}

const floods = () =>
  world.query<{ id: string; kind: string; sender: string; messages: number; state: string; version: number }>(
    'select id, kind, sender, messages, state, version from mail_floods order by kind',
  )
const stored = async (sql: string) =>
  (await world.query<{ n: number }>(`select count(*)::int n from inbound_mail where ${sql}`))[0]?.n

describe('LO-06: a flood of mail', () => {
  test('LO-06: of one contact is taken and kept, in one bundle, with one alert, and others are placed before it', async () => {
    assert.equal(await pour(world.port, times(150, 'ann@alder.example')), 150)
    assert.equal(await pour(world.port, ['bea@birch.example']), 1)
    assert.equal(await stored('true'), 151)
    const placed = await ahead('bea@birch.example')
    // On a slow day one more becomes free every half minute.
    assert.ok(placed >= after20 && placed < after20 + 5, String(placed))
    assert.deepEqual(
      (await floods()).map(({ kind, sender, messages }) => [kind, sender, messages]),
      [['sender', 'ann@alder.example', 150 - placed]],
    )
    const alerts = await world.query(
      `select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'tell-of-flood'`,
    )
    assert.equal(alerts.length, 1)
    await world.runJobs()
    assert.equal(await stored(`envelope_from = 'bea@birch.example' and state = 'case'`), 1)
    assert.equal(await stored(`envelope_from = 'ann@alder.example' and state = 'stored'`), 150 - placed)
  })

  test('LO-06: control: where nothing is bundled, all of the flood stands before everybody else', async (t) => {
    const open = await startSmtpListener({
      shared: world.context(),
      host: '127.0.0.1',
      port: 0,
      hostName: 'mx.vendor.example',
    })
    t.after(() => open.close())
    assert.equal(await pour(open.port, times(150, 'ann@alder.example')), 150)
    await pour(open.port, ['bea@birch.example'])
    assert.equal(await ahead('bea@birch.example'), 150)
  })

  test('LO-06: of ever other strangers is one bundle; contacts are placed as ever', async () => {
    assert.equal(await pour(world.port, strangers(250)), 250)
    await pour(world.port, ['bea@birch.example'])
    const placed = await ahead('bea@birch.example')
    assert.ok(placed >= 10 * after20, String(placed))
    assert.deepEqual(
      (await floods()).map(({ kind, messages }) => [kind, messages]),
      [['strangers', 250 - placed]],
    )
  })

  test('LO-06: in a contact’s name from elsewhere does not hold up the contact', async () => {
    const send = (remoteAddress: string, at: number) =>
      acceptMail(world.context(), {
        way: 'smtp',
        remoteAddress,
        helo: null,
        envelopeFrom: 'ann@alder.example',
        envelopeTo: ['support@vendor.example'],
        content: bytes(`${remoteAddress} ${at}`),
        floodAfter: after20,
      })
    await Promise.all(Array.from({ length: 100 }, (_, at) => send('203.0.113.66', at)))
    await send('192.0.2.1', 0)
    assert.equal(await stored(`remote_address = '203.0.113.66' and flood_id is null`), after20)
    assert.equal(await stored(`remote_address = '192.0.2.1' and flood_id is null`), 1)
  })

  test('LO-06: in a contact’s name from elsewhere does not close the door to the contact', async () => {
    const rate = (messages: number) => ({ messages, seconds: 3_600 })
    const rates = createIntakeRates(world.context(), { network: rate(100), sender: rate(5) })
    const come = (from: string) => rates.admit(from, 'ann@alder.example')
    for (let at = 0; at < 5; at++) assert.equal(await come('203.0.113.66'), 'admitted')
    assert.equal(await come('203.0.113.66'), 'sender')
    assert.equal(await come('192.0.2.1'), 'admitted')
  })

  test('LO-06: through two processes at once is counted once', async (t) => {
    const other = await startSmtpListener({
      shared: { ...world.context() },
      host: '127.0.0.1',
      port: 0,
      hostName: 'mx.vendor.example',
      floodAfter: after20,
    })
    t.after(() => other.close())
    await Promise.all([
      pour(world.port, times(60, 'ann@alder.example')),
      pour(other.port, times(60, 'ann@alder.example')),
    ])
    assert.equal(await stored('flood_id is null'), after20)
    assert.deepEqual(
      (await floods()).map(({ messages }) => messages),
      [100],
    )
  })
})

describe('What staff decide about a flood', () => {
  const asAgent = () => world.as(world.agent)
  const pouredIn = async (count: number) => {
    await pour(world.port, times(after20 + count, 'ann@alder.example'))
    const [flood] = await floods()
    assert.ok(flood)
    return flood
  }

  test('They see who sent how much and what it looks like, without any of it having been placed', async () => {
    const { id } = await pouredIn(25)
    const { items } = await listFloods(asAgent(), { limit: 50, state: 'open' })
    assert.deepEqual(
      items.map((one) => [one.id, one.messages]),
      [[id, 25]],
    )
    const view = await readFlood(asAgent(), { id })
    assert.deepEqual(view.senders, [{ address: 'ann@alder.example', messages: 25 }])
    assert.equal(view.waiting, 25)
    assert.equal(view.newest.length, 20)
    assert.equal(view.newest[0]?.subject, 'A question')
    await assert.rejects(readFlood(asAgent(), { id: world.alder.accountId }), notFound)
  })

  test('EM-11: what could be a code is hidden in the subjects they see', async () => {
    const codes = Array.from({ length: 22 }, (_, at) => someMessage(`${482_900 + at} is your code`))
    const to = converse(world.port, 60_000)
    await to.hear('220')
    to.write('EHLO mx.alder.example\r\n')
    for (const code of codes)
      to.write(`MAIL FROM:<ann@alder.example>\r\nRCPT TO:<support@vendor.example>\r\nDATA\r\n${code}.\r\n`)
    to.write('QUIT\r\n')
    await to.ended
    const [flood] = await floods()
    const { newest } = await readFlood(asAgent(), { id: flood?.id ?? '' })
    assert.deepEqual(
      newest.map(({ subject }) => subject),
      Array(flood?.messages).fill('•••••• is your code'),
    )
  })

  test('Let through, each of its messages is placed once, a few at a time', async () => {
    const flood = await pouredIn(12)
    await letFloodThrough(asAgent(), flood)
    assert.equal(await stored(`flood_id is not null and state = 'stored'`), 12)
    await world.runJobs()
    assert.equal(await stored(`flood_id is not null and state = 'case'`), 12)
    const cases = await world.query(`select from cases where id in (select case_id from inbound_mail)`)
    assert.equal(cases.length, after20 + 12)
  })

  test('Put aside, all of it is kept with the reason; what comes then is another flood', async () => {
    const flood = await pouredIn(5)
    await discardFlood(asAgent(), { ...flood, reason: 'A monitor went wild' })
    assert.equal(await stored(`state = 'discarded' and reason = 'A monitor went wild'`), 5)
    await pour(world.port, ['ann@alder.example'])
    assert.deepEqual((await floods()).map((one) => one.state).toSorted(), ['discarded', 'open'])
    const notes = await world.query(`select from audit_log where action = 'mail_flood.discarded'`)
    assert.equal(notes.length, 1)
  })

  test('Put aside by mistake, its messages are listed with who did it, and brought back they are placed as of receipt', async () => {
    const flood = await pouredIn(3)
    await discardFlood(asAgent(), { ...flood, reason: 'A monitor went wild' })
    await world.query(`update inbound_mail set received_at = received_at - interval '1 hour'`)
    const { items } = await listDecided(asAgent(), { limit: 50, kind: 'discarded' })
    assert.deepEqual(
      items.map(({ decidedBy, because }) => [decidedBy, because]),
      Array(3).fill(['Sam Staff', 'A monitor went wild']),
    )
    const ids = items.map(({ id }) => id)
    assert.equal((await bringBack(asAgent(), { ids })).ids.length, 3)
    assert.equal(await stored(`state = 'triage'`), 0, 'nothing empty waits in triage')
    const anew = await stored(`state = 'stored' and flood_id is null and decided is null`)
    assert.equal(anew, after20 + 3)
    await world.runJobs()
    const placed = await world.query<{ subject: string; is_as_received: boolean }>(
      `select m.subject, c.received_at = m.received_at is_as_received
       from inbound_mail m join cases c on c.id = m.case_id where m.id = any($1)`,
      [ids],
    )
    assert.deepEqual(placed, Array(3).fill({ subject: 'A question', is_as_received: true }))
  })

  test('Two who decide at once: one of them does, the other reads that it is done', async () => {
    const flood = await pouredIn(3)
    const done = await Promise.allSettled([
      letFloodThrough(asAgent(), flood),
      discardFlood(asAgent(), { ...flood, reason: 'Spam' }),
    ])
    assert.deepEqual(done.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(letFloodThrough(asAgent(), flood), { code: 'decided_already' })
  })

  test('What was looked at is what is decided about', async () => {
    const flood = await pouredIn(3)
    await assert.rejects(letFloodThrough(asAgent(), { ...flood, version: 7 }), { code: 'changed_meanwhile' })
    assert.equal((await floods())[0]?.state, 'open')
  })
})

const notFound = (error: unknown) => error instanceof FourlineError && error.kind === 'not_found'

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
