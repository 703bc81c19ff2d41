import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { adoptTriage } from './adopt-triage.ts'
import { buildMailWorld } from '../../../../tests/support/build-mail-world.ts'
import { runMailImport } from './cli-import.ts'
import { discardTriage } from './discard-triage.ts'
import { listOutgoing } from './list-outgoing.ts'
import { listTriage } from './list-triage.ts'
import { placeInboundMail } from './place-inbound-mail.ts'
import { readTriage } from './read-triage.ts'

const world = await buildMailWorld()
after(() => world.close())

let count = 0
/** A plain message with its own Message-ID; `lines` replace or add headers. */
function mail(from: string, subject: string, body: string, lines: string[] = []): string {
  count++
  const id = lines.some((line) => /^message-id/i.test(line)) ? [] : [`Message-ID: <m${count}@test.example>`]
  const head = [`From: ${from}`, 'To: support@vendor.example', `Subject: ${subject}`, ...id, ...lines]
  return `${head.join('\r\n')}\r\n\r\n${body}\r\n`
}

type Inbound = {
  envelope_from: string
  id: string
  state: string
  reason_code: string | null
  reference: string | null
  body: string
  received_at: Date
  message_id: string
}

async function placed(subject: string): Promise<Inbound[]> {
  await world.runJobs()
  return world.query<Inbound>(
    `select m.*, c.reference from inbound_mail m left join cases c on c.id = m.case_id where m.subject = $1 order by m.received_at`,
    [subject],
  )
}

async function one(subject: string): Promise<Inbound> {
  const [row, ...more] = await placed(subject)
  assert.ok(row !== undefined && more.length === 0, `one message “${subject}”`)
  return row
}

async function rowCounts() {
  const [row] = await world.query<Record<string, number>>(
    `select (select count(*)::int from cases) cases, (select count(*)::int from entries) entries,
       (select count(*)::int from outgoing_mail) outgoing`,
  )
  return row
}

const messagesOf = (reference: string) =>
  world.query<{ body: string; at: Date; author_name: string; author_kind: string }>(
    `select e.* from entries e join cases c on c.id = e.case_id where c.reference = $1 and e.kind = 'message' order by e.at, e.id`,
    [reference],
  )

/** Ann writes, the desk answers: the case and the two mails that go out. */
async function answeredCase(subject: string) {
  await world.deliver(mail('Ann <ann@alder.example>', subject, 'It fails.'), { from: 'ann@alder.example' })
  const inbound = await one(subject)
  const reference = inbound.reference ?? ''
  await writeMessage(world.as(world.agent), { reference, kind: 'reply', body: 'Try **this**.' })
  await world.runJobs()
  const outgoing = await world.query<{
    kind: string
    reply_to: string
    message_id: string
    in_reply_to: string
    reference_ids: string[]
    subject: string
    to_address: string
    body: string
  }>(
    `select o.* from outgoing_mail o join cases c on c.id = o.case_id where c.reference = $1 order by o.queued_at, o.id`,
    [reference],
  )
  const reply = outgoing.find((row) => row.kind === 'reply')
  const receipt = outgoing.find((row) => row.kind === 'case_received')
  assert.ok(reply !== undefined && receipt !== undefined)
  return { inbound, reference, reply, receipt }
}

test('A mail of an authorised contact becomes a case whose clocks start when the server accepted it', async () => {
  const raw = mail('Ann <ann@alder.example>', 'Import fails', 'The import stops.\r\nSince Monday.', [
    'Date: Wed, 01 Jan 2020 00:00:00 +0000',
  ])
  assert.match(await world.deliver(raw, { from: 'ann@alder.example' }), /^250 /)
  const inbound = await one('Import fails')
  assert.equal(inbound.state, 'case')
  const [found] = await world.query<{
    received_at: Date
    channel: string
    type: null
    status: string
    contact_id: string
  }>('select * from cases where reference = $1', [inbound.reference])
  assert.deepEqual(found?.received_at, inbound.received_at)
  assert.deepEqual([found?.channel, found?.type, found?.status], ['email', null, 'new'])
  assert.equal(found?.contact_id, world.alder.contacts.get('ann@alder.example'))
  const [message] = await messagesOf(inbound.reference ?? '')
  assert.equal(message?.body, 'The import stops.\nSince Monday.')
  assert.equal(message?.author_kind, 'contact')
  const [clock] = await world.query<{ started_at: Date }>(
    `select k.* from clocks k join cases c on c.id = k.case_id where c.reference = $1 and k.kind = 'first_response'`,
    [inbound.reference],
  )
  assert.deepEqual(clock?.started_at, inbound.received_at)
})

test('Attachments come along, with name and bytes', async () => {
  const content = Buffer.from('log line\n'.repeat(1000))
  const body = `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee log – thanks\r\n--b\r\nContent-Type: text/x-log\r\nContent-Disposition: attachment; filename="../server.log"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n--b--`
  await world.deliver(
    mail('ann@alder.example', 'With log', body, [
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
    ]),
    { from: 'ann@alder.example' },
  )
  const { reference } = await one('With log')
  const files = await world.query<{ name: string; bytes: number }>(
    `select f.* from files f join cases c on c.id = f.case_id where c.reference = $1 and f.entry_id is not null`,
    [reference],
  )
  assert.deepEqual(
    files.map(({ name, bytes }) => [name, bytes]),
    [['server.log', content.length]],
  )
  assert.equal((await messagesOf(reference ?? ''))[0]?.body, 'See log – thanks')
})

test('The answer goes to the stored address under the customer’s mail, and its reply comes back to the case', async () => {
  const { reference, reply, receipt, inbound } = await answeredCase('Threads')
  assert.equal(reply.to_address, 'ann@alder.example')
  assert.equal(reply.subject, `Re: Threads [${reference}]`)
  assert.equal(reply.in_reply_to, inbound.message_id)
  assert.equal(reply.reference_ids.at(-1), inbound.message_id)
  assert.match(reply.reply_to, /^support\+[a-z2-7]{26}@vendor\.example$/)
  assert.match(receipt.body, new RegExp(`${reference}`))
  assert.match(receipt.body, /first reply by/)
  const quoted =
    'It works now.\r\n\r\nOn Mon, 2 Mar 2026 at 10:00, Support <support@vendor.example> wrote:\r\n> Try this.'
  await world.deliver(mail('Ann <ann@alder.example>', 'Threads back', quoted), {
    from: 'ann@alder.example',
    to: reply.reply_to,
  })
  const back = await one('Threads back')
  assert.deepEqual([back.state, back.reference], ['reply', reference])
  assert.match(back.body, /> Try this\./, 'the whole text is kept')
  assert.equal((await messagesOf(reference)).at(-1)?.body, 'It works now.')
})

test('A reply without the reply address finds its case by Message-ID, never by subject', async () => {
  const { reference, reply } = await answeredCase('By reference')
  await world.deliver(
    mail('ann@alder.example', 'Anything', 'Second mail', [
      `In-Reply-To: ${reply.message_id}`,
      `References: <x@y> ${reply.message_id}`,
    ]),
    { from: 'ann@alder.example' },
  )
  assert.equal((await one('Anything')).reference, reference)
  await world.deliver(mail('ann@alder.example', reply.subject, 'Same subject only'), {
    from: 'ann@alder.example',
  })
  const other = await one(reply.subject)
  assert.equal(other.state, 'case')
  assert.notEqual(other.reference, reference)
})

test('A colleague may answer on a case of the account; a contact of another account may not, with whatever token', async () => {
  const { reference, reply } = await answeredCase('Who may answer')
  await world.deliver(mail('bob@alder.example', 'From Bob', 'Me too'), {
    from: 'bob@alder.example',
    to: reply.reply_to,
  })
  assert.equal((await one('From Bob')).reference, reference)
  const before = (await messagesOf(reference)).length
  await world.deliver(mail('bea@birch.example', 'From Bea', 'Let me in'), {
    from: 'bea@birch.example',
    to: reply.reply_to,
  })
  await world.deliver(
    mail('bea@birch.example', 'From Bea by id', 'Let me in', [`In-Reply-To: ${reply.message_id}`]),
    { from: 'bea@birch.example' },
  )
  for (const subject of ['From Bea', 'From Bea by id']) {
    const found = await one(subject)
    assert.deepEqual([found.state, found.reason_code], ['triage', 'other_account'], subject)
  }
  assert.equal((await messagesOf(reference)).length, before)
  await world.deliver(mail('ann@alder.example', 'Guessed', 'x'), {
    from: 'ann@alder.example',
    to: 'support+48213@vendor.example',
  })
  assert.equal((await one('Guessed')).reason_code, 'reply_address_unknown')
})

test('A contact of two accounts is never guessed', async () => {
  await world.deliver(mail('dora@both.example', 'For whom', 'Hello'), { from: 'dora@both.example' })
  assert.equal((await one('For whom')).reason_code, 'several_accounts')
})

test('A stranger’s mail is in triage, whole, and the stranger is told once a day without their own words', async () => {
  for (const subject of ['Eve one', 'Eve two']) {
    await world.deliver(mail('Eve <eve@evil.example>', subject, 'Buy pills at once'), {
      from: 'eve@evil.example',
    })
  }
  const first = await one('Eve one')
  assert.deepEqual([first.state, first.reason_code], ['triage', 'sender_unknown'])
  const { items } = await listTriage(world.as(world.agent), { limit: 100 })
  assert.equal(items.find((item) => item.id === first.id)?.sender, 'verified')
  const whole = await readTriage(world.as(world.agent), { id: first.id })
  assert.equal(whole.body, 'Buy pills at once')
  assert.equal(whole.from.address, 'eve@evil.example')
  const answers = await world.query<{ subject: string; body: string; state: string }>(
    `select * from outgoing_mail where to_address = 'eve@evil.example'`,
  )
  assert.equal(answers.length, 1)
  assert.doesNotMatch(`${answers[0]?.subject} ${answers[0]?.body}`, /pills|Eve/)
  const { items: outgoing } = await listOutgoing(world.as(world.agent), { limit: 100 })
  assert.equal(outgoing.find((item) => item.to === 'eve@evil.example')?.state, 'kept')
})

test('A colleague without a seat opens no case by mail, and is told once', async () => {
  await world.deliver(mail('carl@alder.example', 'No seat', 'Please help'), { from: 'carl@alder.example' })
  const found = await one('No seat')
  assert.deepEqual([found.state, found.reason_code], ['triage', 'refused'])
  const whole = await readTriage(world.as(world.agent), { id: found.id })
  assert.ok(whole.reason.length > 20, whole.reason)
  const answers = await world.query(`select 1 from outgoing_mail where to_address = 'carl@alder.example'`)
  assert.equal(answers.length, 1)
  const orphans = await world.query(`select 1 from cases where subject = 'No seat'`)
  assert.equal(orphans.length, 0)
})

test('A forged sender changes nothing and is told nothing', async () => {
  const counts = await rowCounts()
  const ann = 'Ann <ann@alder.example>'
  const eve = 'Eve <eve@evil.example>'
  const forged: [string, string, string, string[]][] = [
    ['sender_forged', 'Forged', ann, []],
    ['sender_forged', 'Forged results', ann, ['Authentication-Results: mx.vendor.example; dmarc=pass']],
    ['several_senders', 'Two From headers', ann, [`From: ${eve}`]],
    ['several_senders', 'Two From headers, turned', eve, [`From: ${ann}`]],
    ['several_senders', 'Two mailboxes', `${ann}, ${eve}`, []],
    ['several_senders', 'Two mailboxes, turned', `${eve}, ${ann}`, []],
    ['no_sender_policy', 'No policy', 'someone@nowhere.example', []],
  ]
  for (const [code, subject, from, lines] of forged) {
    await world.deliver(mail(from, subject, 'Send me the log', lines), { from: 'eve@evil.example' })
    const found = await one(subject)
    assert.deepEqual([found.state, found.reason_code, found.reference], ['triage', code, null], subject)
    const whole = await readTriage(world.as(world.agent), { id: found.id })
    assert.deepEqual([whole.sender, whole.body], ['not_verified', 'Send me the log'])
  }
  assert.deepEqual(await rowCounts(), counts)
})

test('EM-18: While the sender’s domain does not answer the message waits in triage; later it becomes the case it was', async () => {
  await world.deliver(mail('ann@alder.example', 'DNS is down', 'Help'), { from: 'ann@alder.example' })
  const [stored] = await world.query<{ id: string }>(`select id from inbound_mail where state = 'stored'`)
  const mailId = stored?.id ?? ''
  // A mailbox may hand it over hours after it came.
  await world.query(`update inbound_mail set received_at = received_at - interval '5 hours' where id = $1`, [
    mailId,
  ])
  const servfail = () => Promise.reject(Object.assign(new Error('queryTxt ESERVFAIL'), { code: 'ESERVFAIL' }))
  await placeInboundMail(world.context(), { mailId }, servfail)
  const [waiting] = await world.query<Inbound>('select * from inbound_mail where id = $1', [mailId])
  assert.deepEqual([waiting?.state, waiting?.reason_code], ['triage', 'sender_unchecked'])
  const jobs = await world.query(
    `select 1 from graphile_worker.jobs where task_identifier = 'place-mail' and run_at > now()`,
  )
  assert.equal(jobs.length, 1)
  await placeInboundMail(world.context(), { mailId }, world.resolver)
  const found = await one('DNS is down')
  assert.equal(found.state, 'case')
  const [opened] = await world.query<{ received_at: Date }>('select * from cases where reference = $1', [
    found.reference,
  ])
  assert.deepEqual(opened?.received_at, found.received_at)
})

test('The name of a contact around another address is nobody’s', async () => {
  await world.deliver(mail('"ann@alder.example" <eve@evil.example>', 'Spoofed name', 'x'), {
    from: 'eve@evil.example',
  })
  const found = await one('Spoofed name')
  assert.deepEqual([found.state, found.reason_code], ['triage', 'sender_unknown'])
  await world.deliver(mail('ann+x@alder.example', 'Plus', 'x'), { from: 'ann@alder.example' })
  assert.equal((await one('Plus')).reason_code, 'sender_unknown')
})

test('The same bytes delivered again are one message and one case', async () => {
  const raw = mail('ann@alder.example', 'Twice', 'Same bytes')
  assert.match(await world.deliver(raw, { from: 'ann@alder.example' }), /^250 /)
  await world.runJobs()
  assert.match(await world.deliver(raw, { from: 'ann@alder.example' }), /^250 /)
  assert.equal((await placed('Twice')).length, 1)
  await world.deliver(`Received: from other by here\r\n${raw}`, { from: 'ann@alder.example' })
  const rows = await placed('Twice')
  assert.deepEqual(
    rows.map((row) => row.state),
    ['case', 'ignored'],
  )
})

test('A message that cannot be read is kept whole for people', async () => {
  const fields = Array.from({ length: 2_100 }, (_, at) => `X-Field-${at}: x`)
  const raw = mail('ann@alder.example', 'Flood of fields', 'Hello', fields)
  assert.match(await world.deliver(raw, { from: 'ann@alder.example' }), /^250 /)
  await world.runJobs()
  const { items } = await listTriage(world.as(world.agent), { limit: 100 })
  const found = items.find((item) => item.reasonCode === 'unreadable')
  assert.ok(found !== undefined)
  const whole = await readTriage(world.as(world.agent), { id: found.id })
  assert.match(whole.body, /Flood of fields/)
  // The client adds nothing but the line end that closes the transfer.
  assert.ok(Math.abs(whole.bytes - raw.length) <= 2)
})

test('Automatic mail opens, answers and tells nothing', async () => {
  const { reply } = await answeredCase('Before holidays')
  const counts = await rowCounts()
  const automatic: [string, string, string, string[]][] = [
    ['Out of office', 'ann@alder.example', reply.reply_to, ['Auto-Submitted: auto-replied']],
    [
      'Out of office by id',
      'ann@alder.example',
      '',
      ['Auto-Submitted: auto-generated', `In-Reply-To: ${reply.message_id}`],
    ],
    ['Alert', 'ann@alder.example', '', ['Auto-Submitted: auto-generated']],
    ['Newsletter', 'eve@evil.example', '', ['List-Id: <news.evil.example>']],
    [
      'Undelivered',
      '',
      reply.reply_to,
      ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
    ],
    ['Own', 'ann@alder.example', '', ['Message-ID: <fourline.reply.1@vendor.example>']],
  ]
  for (const [subject, from, to, lines] of automatic) {
    const raw = mail(from || 'mailer-daemon@alder.example', subject, 'I am away', lines)
    await world.deliver(raw, { from, ...(to === '' ? {} : { to }) })
    const found = await one(subject)
    assert.ok(found.state === 'ignored' || found.state === 'triage', `${subject}: ${found.state}`)
    assert.equal(found.reference, null)
  }
  assert.deepEqual(await rowCounts(), counts)
})

test('Staff adopt a message for a contact: the clocks start now and the receipt stands beside', async () => {
  await world.deliver(mail('eve@evil.example', 'Adopt me', 'I work at Alder now'), {
    from: 'eve@evil.example',
  })
  const inbound = await one('Adopt me')
  const later = new Date(inbound.received_at.getTime() + 3_600_000)
  const contactId = world.alder.contacts.get('ann@alder.example') ?? ''
  const { reference } = await adoptTriage(world.as(world.agent, later), { id: inbound.id, contactId })
  const [found] = await world.query<{ received_at: Date; id: string }>(
    'select * from cases where reference = $1',
    [reference],
  )
  assert.deepEqual(found?.received_at, later)
  const events = await world.query<{ event: { type: string; receivedAt?: string }; visibility: string }>(
    `select * from entries where case_id = $1 and kind = 'event'`,
    [found?.id],
  )
  const adopted = events.find(({ event }) => event.type === 'mail_adopted')
  assert.equal(adopted?.event.receivedAt, inbound.received_at.toISOString())
  assert.equal(adopted?.visibility, 'internal')
  await assert.rejects(adoptTriage(world.as(world.agent), { id: inbound.id, contactId }), {
    code: 'not_found',
  })
})

test('A discarded message leaves the list and is kept', async () => {
  await world.deliver(mail('eve@evil.example', 'Spam', 'x'), { from: 'eve@evil.example' })
  const { id } = await one('Spam')
  assert.equal((await discardTriage(world.as(world.agent), { id, reason: 'Spam' })).state, 'discarded')
  assert.equal((await one('Spam')).state, 'discarded')
  const kept = await readTriage(world.as(world.agent), { id })
  const why = kept.decisions.find(({ mailId }) => mailId === id)?.reason
  assert.deepEqual([kept.state, kept.decided, why], ['discarded', 'discarded', 'Spam'])
})

test('Only our own addresses are taken, and no message above 25 MB', async () => {
  const raw = mail('ann@alder.example', 'Relay', 'x')
  await assert.rejects(world.deliver(raw, { from: 'ann@alder.example', to: 'someone@else.example' }), /550/)
  const counts = await world.query('select id from inbound_mail')
  await assert.rejects(
    world.deliver(mail('ann@alder.example', 'Big', 'x'.repeat(26_000_000)), { from: 'ann@alder.example' }),
    /552/,
  )
  assert.equal((await world.query('select id from inbound_mail')).length, counts.length)
})

test('Files are taken in as if they had been delivered now, and once', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-import-'))
  const own = mail('Ann <ann@alder.example>', 'From a file', 'It was in a folder')
  await writeFile(path.join(folder, '1.eml'), `From ann@alder.example Mon Mar  2 10:00:00 2026\r\n${own}`)
  await writeFile(
    path.join(folder, '2.eml'),
    mail('mailer-daemon@alder.example', 'Bounced file', 'x', ['Return-Path: <>']),
  )
  await writeFile(path.join(folder, 'notes.json'), '{}')
  const lines: Record<string, unknown>[] = []
  const command = {
    context: world.context,
    resolver: world.resolver,
    print: (line: string) => lines.push(z.record(z.string(), z.unknown()).parse(JSON.parse(line))),
  }
  try {
    await runMailImport([folder], command)
    await runMailImport([path.join(folder, '1.eml')], command)
    assert.deepEqual(
      lines.map(({ known, state }) => [known, state]),
      [
        [false, 'case'],
        [false, 'ignored'],
        [true, 'case'],
      ],
    )
    assert.equal(lines[0]?.reference, lines[2]?.reference)
    await runMailImport(['--from-ip', '192.0.2.9', path.join(folder, '2.eml')], command)
    await assert.rejects(runMailImport([path.join(folder, 'absent')], command), /no file or folder/)
    await assert.rejects(runMailImport(['--from-ip', 'x', folder], command), /no IP address/)
    await writeFile(path.join(folder, '3.eml'), mail('ann@alder.example', 'From elsewhere', 'x'))
    await runMailImport(['--from-ip', '192.0.2.9', path.join(folder, '3.eml')], command)
    assert.equal((await one('From elsewhere')).reason_code, 'sender_forged')
    const oldEnds = mail('ann@alder.example', 'Line ends of old systems', 'x').replaceAll('\r\n', '\r')
    await writeFile(path.join(folder, '4.eml'), oldEnds)
    await runMailImport([path.join(folder, '4.eml')], command)
    assert.equal((await one('Line ends of old systems')).envelope_from, 'ann@alder.example')
    assert.equal((await placed('From a file')).length, 1)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('With an SMTP server set, the reply goes out once with everything that threads it', async () => {
  const received: { raw: string; to: string[] }[] = []
  let refusals = 1
  const customer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusals-- > 0) return done(Object.assign(new Error('Busy'), { responseCode: 451 }))
        received.push({
          raw: Buffer.concat(chunks).toString(),
          to: session.envelope.rcptTo.map((one) => one.address),
        })
        return done()
      })
    },
  })
  await new Promise<void>((listening) => customer.listen(0, '127.0.0.1', () => listening()))
  const address = customer.server.address()
  assert.ok(address !== null && typeof address === 'object')
  world.smtpUrl = `smtp://127.0.0.1:${address.port}`
  try {
    const { reply, receipt, inbound, reference } = await answeredCase('Goes out')
    const waiting = await world.query<{ last_error: string | null; state: string }>(
      `select * from outgoing_mail where message_id in ($1, $2) and state = 'queued' order by queued_at, id`,
      [reply.message_id, receipt.message_id],
    )
    assert.equal(waiting.length, 2, 'what was refused for now waits to be tried again, the reply behind it')
    assert.match(waiting[0]?.last_error ?? '', /451|Busy/)
    await world.query('update graphile_worker._private_jobs set run_at = now()')
    await world.runJobs()
    const read = await Promise.all(received.map(({ raw }) => simpleParser(raw)))
    const sent = read.find((parsed) => parsed.messageId === reply.message_id)
    const acknowledged = read.find((parsed) => parsed.messageId === receipt.message_id)
    assert.equal(received.length, 2)
    assert.deepEqual(
      received.map(({ to }) => to),
      [['ann@alder.example'], ['ann@alder.example']],
    )
    assert.equal(sent?.inReplyTo, inbound.message_id)
    assert.deepEqual([sent?.references].flat().at(-1), inbound.message_id)
    assert.equal(sent?.replyTo?.text, reply.reply_to)
    assert.equal(sent?.subject, `Re: Goes out [${reference}]`)
    assert.match(sent?.text ?? '', /Try \*\*this\*\*/)
    assert.equal(sent?.headers.get('auto-submitted'), undefined)
    assert.equal(acknowledged?.headers.get('auto-submitted'), 'auto-replied')
  } finally {
    world.smtpUrl = undefined
    await new Promise<void>((closed) => customer.close(() => closed()))
  }
})
