import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { Logger, runOnce } from 'graphile-worker'
import { authenticate, type DNSResolver } from 'mailauth'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { acknowledgeCase } from '#channels/email/server/acknowledge-case.ts'
import { zoneResolver, type DnsZone } from '#channels/email/server/dns.ts'
import { saveMailPrivacy } from '#channels/email/server/mail-privacy.ts'
import { saveTemplate } from '#channels/email/server/mail-templates.ts'
import { queueReplyMail } from '#channels/email/server/queue-reply-mail.ts'
import { queueTriageAnswer } from '#channels/email/server/queue-triage-answer.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import {
  checkSigning,
  makeSigningKey,
  readSigning,
  removeSigningKey,
} from '#channels/email/server/signing.ts'
import { notificationJobs } from '#channels/notifications/server/jobs.ts'
import { queueGatheredMail } from '#channels/notifications/server/queue-notification-mail.ts'
import { readRecipient } from '#channels/notifications/server/read-recipient.ts'
import { takeWaiting } from '#channels/notifications/server/take-waiting.ts'
import { addWatcher } from '#desk/cases/server/watch-case.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { changeContact } from '#people/accounts/server/change-contact.ts'
import { FourlineError } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type TestContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { secret, startTestApp, type TestApp } from '../support/test-app.ts'

/** What reached the mail server, byte for byte. */
const raws: Buffer[] = []
const zone: DnsZone = {}
let sink: SMTPServer
let app: TestApp
let vendor: TestVendor
let smtpUrl: string

before(async () => {
  sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        raws.push(Buffer.concat(chunks))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', () => resolve()))
  const address = sink.server.address()
  smtpUrl = `smtp://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  app = await startTestApp({ smtpUrl })
  vendor = await buildVendor(app)
})
after(async () => {
  await app.close()
  await new Promise<void>((resolve) => sink.close(() => resolve()))
})
afterEach(async () => {
  raws.length = 0
  for (const table of ['dkim_keys', 'mail_templates', 'mail_privacy'])
    await app.ownerPool.query(`delete from ${table}`)
})

const admin = () => app.context(vendor.admin.actor)
/** What DNS says now; the zone is filled as a test goes on. */
const resolver = () => zoneResolver(zone)
const signing = () => ({ ...app.mail, resolver: resolver() })

/** Everything that waits, as the product would do it. */
async function runJobs(): Promise<void> {
  const ctx = () => app.system(new Date())
  await app.ownerPool.query('update graphile_worker._private_jobs set run_at = now()')
  await runOnce({
    pgPool: app.ownerPool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    concurrency: 1,
    taskList: {
      ...notificationJobs(ctx),
      'acknowledge-case': (payload) => acknowledgeCase(ctx(), payload as { caseId: string }),
      'queue-reply-mail': (payload) => queueReplyMail(ctx(), payload as { caseId: string; entryId: string }),
      'send-mail': (payload) => sendMail(ctx(), payload as { outgoingId: string }, { ...app.mail, secret }),
    },
  })
}

/** The id of a new case, before anything is told of it. */
async function openedBy(by: TestContact, subject = 'The dashboard stays empty'): Promise<string> {
  // What they hear of their seat is another matter.
  await runJobs()
  raws.length = 0
  const { reference } = await buildCase(app, { by, subject })
  const of = [reference]
  const { rows } = await app.ownerPool.query<{ id: string }>('select id from cases where reference = $1', of)
  return rows[0]?.id ?? ''
}

/** A receipt, a reply with a file, a notification of a watcher and a digest, each with the word in it. */
async function everyMail(word: string, privately: boolean): Promise<{ by: TestContact; raws: Buffer[] }> {
  const account = await buildAccount(app, { package: 'business' })
  const by = await buildContact(app, account)
  const watcher = await buildContact(app, account)
  if (privately) {
    const asked = { id: account.id, withoutContent: true, version: 0 }
    await saveMailPrivacy(app.context(vendor.manager.actor), asked)
  }
  const { reference } = await buildCase(app, { by, subject: `About ${word}`, description: word })
  await addWatcher(app.context(by.actor), { reference, contactId: watcher.id })
  const agent = app.context(vendor.agent.actor)
  const content = (async function* () {
    yield Buffer.from(`${word} in a file`)
  })()
  const file = await storeFile(agent, { name: `${word}.txt`, mediaType: 'text/plain', content })
  await writeMessage(agent, { reference, kind: 'reply', body: `It is ${word}.`, attachmentIds: [file.id] })
  await runJobs()
  await app.system().transaction(async (tx) => {
    const person = await readRecipient(tx, watcher.id)
    assert.ok(person !== undefined)
    const pieces = await takeWaiting(tx, person, null)
    assert.ok(pieces.length > 0, 'a watcher has news for the digest')
    await queueGatheredMail(app.system(), tx, person, pieces, true)
  })
  await runJobs()
  return { by, raws: raws.splice(0) }
}

/** Whether a word stands anywhere: in headers, texts or files, in whatever encoding they travel. */
async function tells(raw: Buffer, word: string): Promise<boolean> {
  const mail = await simpleParser(raw)
  const files = mail.attachments.map((file) => `${file.filename} ${file.content.toString('latin1')}`)
  return [raw.toString('latin1'), mail.subject, mail.text, String(mail.html), ...files]
    .join('\n')
    .includes(word)
}

test('PR-06: where an account asks for it, nothing of its cases reaches the mail server', async () => {
  const word = 'KINGFISHER'
  const hidden = await everyMail(word, true)
  assert.ok(hidden.raws.length >= 4, `receipt, reply, notification, digest: ${hidden.raws.length}`)
  for (const raw of hidden.raws) {
    assert.equal(await tells(raw, word), false)
    const { text, attachments } = await simpleParser(raw)
    assert.match(text ?? '', /There is something new on (FL-\d+|your cases)/)
    assert.match(text ?? '', /\/portal\/(cases\/FL-\d+|notifications)/)
    assert.equal(attachments.length, 0)
  }
  const shown = await everyMail(word, false)
  const found = await Promise.all(shown.raws.map((raw) => tells(raw, word)))
  assert.ok(found.filter(Boolean).length >= 4, 'control: without the wish each of them has the word')
})

test('PR-06: what was queued before the wish leaves without its content too', async () => {
  const account = await buildAccount(app, { package: 'business' })
  const by = await buildContact(app, account)
  const id = await openedBy(by, 'About HERON')
  await acknowledgeCase(app.system(), { caseId: id })
  await saveMailPrivacy(app.system(), { id: account.id, withoutContent: true, version: 0 })
  await runJobs()
  const [raw] = raws.splice(0)
  assert.ok(raw !== undefined)
  assert.equal(await tells(raw, 'HERON'), false)
})

describe('LO-08: a template that may reach anybody carries only fixed words', () => {
  const words = { subject: 'Hello {{name}}', body: 'You wrote about {{subject}}.' }

  test('LO-08: it is refused when it is saved, with the place of each variable', async () => {
    const save = (kind: 'sender_unknown' | 'case_received', body: string) =>
      saveTemplate(admin(), { kind, language: 'en', subject: words.subject, body, version: 0 })
    await assert.rejects(save('sender_unknown', words.body), (error) => {
      assert.ok(error instanceof FourlineError)
      assert.equal(error.code, 'bad_template')
      assert.deepEqual(
        error.errors?.map(({ path, message }) => [path, /\(line \d+, character \d+\)$/.exec(message)?.[0]]),
        [
          ['subject', '(line 1, character 7)'],
          ['body', '(line 1, character 17)'],
        ],
      )
      return true
    })
    // Control: to a contact of ours the same variables may go.
    assert.equal((await save('case_received', `${words.body} {{reference}}`)).version, 1)
  })

  test('LO-08: one that got into the table another way is not used, and ours leave', async () => {
    const insert = `insert into mail_templates values ($1, 'en', $2, $3, 1, now(), 'Mallory')`
    await app.ownerPool.query(insert, ['sender_unknown', 'Mallory {{name}}', 'MALLORY {{subject}}'])
    assert.doesNotMatch(await answerText('one@stranger.example'), /MALLORY|Mallory/)
    // Control: words that keep the rule are used from the same table.
    await app.ownerPool.query('delete from mail_templates')
    await app.ownerPool.query(insert, ['sender_unknown', 'Ours at {{vendor}}', 'WELCOME to {{vendor}}'])
    assert.match(await answerText('two@stranger.example'), /WELCOME to A vendor/)
  })

  async function answerText(address: string): Promise<string> {
    const mailId = crypto.randomUUID() as MailId
    const ctx = app.system()
    await ctx.transaction((tx) => queueTriageAnswer(ctx, tx, { mailId, address, code: 'sender_unknown' }))
    await runJobs()
    return (await simpleParser(raws.splice(0)[0] ?? Buffer.alloc(0))).text ?? ''
  }
})

test('FA-09: a mail job that runs twice, or a reaction that does, leaves one message with one Message-ID', async () => {
  const by = await buildContact(app, await buildAccount(app, { package: 'business' }))
  const id = await openedBy(by)
  await Promise.all([1, 2].map(() => acknowledgeCase(app.system(), { caseId: id })))
  await acknowledgeCase(app.system(), { caseId: id })
  const { rows } = await app.ownerPool.query<{ id: string; message_id: string }>(
    'select id, message_id from outgoing_mail where case_id = $1',
    [id],
  )
  assert.equal(rows.length, 1)
  await runJobs()
  const [row] = rows
  assert.ok(row !== undefined)
  const left = () => raws.filter((raw) => raw.includes(row.message_id))
  assert.equal(left().length, 1)
  await sendMail(app.system(new Date()), { outgoingId: row.id }, { ...app.mail, secret })
  assert.equal(left().length, 1, 'what has left does not leave again')
  // The process ended between the server's yes and our note of it: the same bytes come once more.
  await app.ownerPool.query(`update outgoing_mail set state = 'queued' where id = $1`, [row.id])
  await sendMail(app.system(new Date()), { outgoingId: row.id }, { ...app.mail, secret })
  assert.equal(left().length, 2, 'control: without the note it does')
  const bytes = left().map((raw) =>
    raw.toString('latin1').replaceAll(/^Received:.*\r\n(?:[ \t].*\r\n)*/gm, ''),
  )
  assert.equal(bytes[0], bytes[1])
  assert.ok((bytes[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').includes(`Message-ID: ${row.message_id}`))
})

describe('signing', () => {
  test('mail is signed once its record is seen, with unsubscribing covered; a changed byte breaks it', async () => {
    const made = await makeSigningKey(admin(), app.mail)
    const [key] = made.keys
    assert.ok(key !== undefined)
    assert.equal((await checkSigning(admin(), signing())).keys[0]?.found, 'missing')
    const [unsigned] = (await everyMail('plain', false)).raws
    assert.doesNotMatch(unsigned?.toString('latin1') ?? '', /DKIM-Signature/)
    zone[key.recordName] = { TXT: [[key.recordText.slice(0, 200), key.recordText.slice(200)]] }
    const seen = await checkSigning(admin(), signing())
    assert.deepEqual([seen.keys[0]?.found, seen.keys[0]?.signs], ['ok', true])
    const { raws: signed } = await everyMail('signed', false)
    for (const raw of signed) assert.equal(await dkimOf(raw), 'pass')
    const listed = signed.find((raw) => /^List-Unsubscribe-Post:/m.test(raw.toString('latin1')))
    assert.ok(listed !== undefined, 'a notification or a digest can be turned off')
    const text = listed.toString('latin1')
    assert.match(text.replaceAll(/\r\n\s+/g, ''), /h=[^;]*list-unsubscribe:list-unsubscribe-post/i)
    const changed = Buffer.from(text.replace('/mail-off/', '/mail-oft/'), 'latin1')
    assert.notEqual(await dkimOf(changed), 'pass', 'control: one byte of a signed header')
  })

  test('the old key signs until the new one is seen, and comes back where the record of the new one goes', async () => {
    const [old] = (await makeSigningKey(admin(), app.mail)).keys
    assert.ok(old !== undefined)
    zone[old.recordName] = { TXT: [[old.recordText]] }
    await checkSigning(admin(), signing())
    const two = await makeSigningKey(admin(), app.mail)
    const [fresh] = two.keys
    assert.ok(fresh !== undefined && fresh.selector !== old.selector)
    assert.equal(await signer(), old.selector)
    assert.equal((await makeSigningKey(admin(), app.mail)).keys.length, 2, 'one that waits is enough')
    zone[fresh.recordName] = { TXT: [[fresh.recordText]] }
    await checkSigning(admin(), signing())
    assert.equal(await signer(), fresh.selector)
    await assert.rejects(removeSigningKey(admin(), { id: fresh.id }), { code: 'key_signs' })
    delete zone[fresh.recordName]
    await checkSigning(admin(), signing())
    assert.equal(await signer(), old.selector)
    const silent = () => Promise.reject(Object.assign(new Error('no answer'), { code: 'ESERVFAIL' }))
    await checkSigning(admin(), { ...signing(), resolver: silent })
    assert.equal(await signer(), old.selector, 'no answer changes nothing')
    assert.equal((await removeSigningKey(admin(), { id: fresh.id })).keys.length, 1)
  })

  test('SPF and DMARC of the support domain are judged by the mail server’s own addresses', async () => {
    zone['vendor.example'] = { TXT: ['v=spf1 ip4:127.0.0.1 -all', 'other=1'] }
    zone['_dmarc.vendor.example'] = { TXT: ['v=DMARC1; p=reject'] }
    const good = (await checkSigning(admin(), signing())).facts
    assert.deepEqual([good?.spf.code, good?.dmarc.code, good?.dmarc.policy], ['ok', 'ok', 'reject'])
    zone['vendor.example'] = { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }
    assert.equal((await checkSigning(admin(), signing())).facts?.spf.code, 'not_covered')
    zone['vendor.example'] = { TXT: ['v=spf1 -all', 'v=spf1 +all'] }
    assert.equal((await checkSigning(admin(), signing())).facts?.spf.code, 'several')
  })

  async function signer(): Promise<string | undefined> {
    return (await readSigning(admin())).keys.find((key) => key.signs)?.selector
  }

  async function dkimOf(raw: Buffer): Promise<string | undefined> {
    const asked = { ip: '127.0.0.1', helo: 'a.example', sender: 'support@vendor.example', mta: 'mx.example' }
    const checked = await authenticate(raw, { ...asked, resolver: resolver() as DNSResolver })
    return checked.dkim.results[0]?.status.result
  }
})

test('an answer is written in the language of its contact, else in that of the message, else in the usual one', async () => {
  const by = await buildContact(app, await buildAccount(app, { package: 'business' }))
  await changeContact(app.system(), { id: by.id, language: 'de-AT', version: 1 })
  const id = await openedBy(by)
  await acknowledgeCase(app.system(), { caseId: id })
  await runJobs()
  const receipt = await simpleParser(raws.splice(0)[0] ?? Buffer.alloc(0))
  assert.match(receipt.text ?? '', /^Guten Tag Contact/)
  assert.match(String(receipt.html), /<html lang="de">/)
  const said = async (languages: string[], address: string) => {
    const ctx = app.system()
    const asked = { mailId: crypto.randomUUID() as MailId, address, code: 'sender_unknown' as const }
    await ctx.transaction((tx) => queueTriageAnswer(ctx, tx, { ...asked, languages }))
    await runJobs()
    return (await simpleParser(raws.splice(0)[0] ?? Buffer.alloc(0))).text ?? ''
  }
  assert.match(await said(['fr-CA'], 'three@stranger.example'), /^Bonjour/)
  assert.match(await said(['tlh'], 'four@stranger.example'), /^Hello/)
})
