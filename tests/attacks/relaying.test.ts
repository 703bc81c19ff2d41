import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { queueOutgoing } from '#channels/email/server/queue-outgoing.ts'
import { queueTriageAnswer } from '#channels/email/server/queue-triage-answer.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import type { OutgoingKind } from '#channels/email/server/tables.ts'
import { answerLinkAsk } from '#people/auth/server/answer-link-ask.ts'
import { within } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { type BareMailServer, startBareMailServer } from '../support/bare-mail-server.ts'
import { buildInstallation, type Installation } from '../support/build-installation.ts'
import { secret } from '../support/test-app.ts'

let here: Installation
let server: BareMailServer

before(async () => {
  here = await buildInstallation()
  server = await startBareMailServer()
  here.smtpUrl = server.url
})
after(async () => {
  await here?.close()
  await server?.close()
})

type Letter = {
  to: string
  toName?: string
  subject?: string
  body?: string
  kind?: OutgoingKind
  replyTo?: string
}

/** Queues a mail as verbs do; returns its id. */
async function queue({ to, toName = '', subject = '', body = '', kind = 'triage_answer', replyTo }: Letter) {
  const ctx = here.app.system(new Date())
  const messageId = `<fourline.test.${newId<string>(Date.now())}@vendor.example>`
  await ctx.transaction((tx) =>
    queueOutgoing(ctx, tx, {
      kind,
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: to,
      to_name: toName,
      from_address: here.supportAddress,
      reply_to: replyTo ?? null,
      subject,
      body,
      message_id: messageId,
      in_reply_to: null,
      unsubscribe_url: null,
    }),
  )
  const [row] = await here.rows<{ id: string }>('select id from outgoing_mail where message_id = $1', [
    messageId,
  ])
  assert.ok(row !== undefined)
  return row.id
}

const toVictims = (raw: string) => /\r\nTo: [^\r\n]*victim/i.test(`\r\n${raw}`)

test('LO-07: a thousand submissions give a victim one mail a day at most, with none of the attacker’s words in it', async () => {
  const bait = 'WIN-A-PRIZE http://evil.example/prize'
  const victims = ['victim.one@evil.example', 'victim.two@evil.example']
  for (const [at, victim] of victims.entries()) {
    const fields = [
      `From: "${bait}" <${victim}>`,
      `To: support@vendor.example`,
      `Subject: ${bait}`,
      `Message-ID: <bait-${at}@evil.example>`,
    ]
    await here.deliver(`${fields.join('\r\n')}\r\n\r\n${bait}\r\n`, { from: victim })
  }
  await here.runJobs()
  const ctx = here.app.system(new Date())
  for (let at = 0; at < 1_000; at += 100) {
    await ctx.transaction(async (tx) => {
      const asking = within(ctx, tx)
      for (let n = 0; n < 100; n++) {
        const [address = '', mailId] = [victims[n % 2], newId<MailId>(Date.now())]
        if (n % 10 === 0) await answerLinkAsk(asking, { linkId: mailId, email: address, purpose: 'sign_in' })
        else await queueTriageAnswer(asking, tx, { mailId, address, code: 'sender_unknown' })
      }
    })
  }
  await here.runJobs()
  // What asks for itself whether it has answered today is not the only guard: the gate lets no second one pass.
  const more = await queue({ to: victims[0] ?? '', subject: bait })
  const other = await queue({ to: victims[0] ?? '', subject: bait, kind: 'notification' })
  await here.runJobs()
  const held = await here.rows('select state, held_reason from outgoing_mail where id in ($1, $2)', [
    more,
    other,
  ])
  const stranger = { state: 'held', held_reason: 'stranger' }
  assert.deepEqual(held, [stranger, stranger])
  const mails = server.messages.filter(toVictims)
  assert.equal(mails.length, 2, 'one to each')
  for (const raw of mails) {
    const words = `${raw}${Buffer.from(raw.split('\r\n\r\n')[1] ?? '', 'base64').toString()}`
    assert.doesNotMatch(words, /WIN-A-PRIZE|prize/i)
  }
  // The control: a colleague gets as many as they are sent.
  const known = await Promise.all(
    [1, 2].map(() => queue({ to: here.vendor.agent.email, kind: 'notification' })),
  )
  await here.runJobs()
  assert.deepEqual(await here.rows('select state from outgoing_mail where id = any($1)', [known]), [
    { state: 'sent' },
    { state: 'sent' },
  ])
})

const fields = new Set(
  [
    'from',
    'to',
    'reply-to',
    'subject',
    'message-id',
    'date',
    'mime-version',
    'content-type',
    'x-fourline-mail',
  ].concat(['content-transfer-encoding', 'auto-submitted', 'x-auto-response-suppress']),
)

test('LO-10: no line break or NUL that somebody wrote reaches the mail server as one', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\r',
      '\n',
      '\u0085',
      '\u2028',
      '\r\nBcc: eve@evil.example',
      '\nRCPT TO:<eve@evil.example>',
      '\r\n.\r\n',
      '>',
      '"',
    ),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  // The database keeps no NUL, and says so.
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('').replaceAll('\0', ''))
  const { email } = here.vendor.agent
  await assert.rejects(queue({ to: email, subject: 'a\0b', kind: 'notification' }))
  await here.rows('delete from mail_budgets')
  await fc.assert(
    fc.asyncProperty(text, text, text, text, async (toName, subject, body, vendorName) => {
      await here.rows('update vendor set name = $1', [`A${vendorName}`])
      await here.rows('delete from mail_budgets')
      const id = await queue({ to: email, toName, subject, body, kind: 'notification' })
      const before = server.heard.length
      await sendMail(
        here.app.system(new Date()),
        { outgoingId: id },
        { ...here.app.mail, smtpUrl: server.url, secret },
      )
      const heard = server.heard.slice(before).join('')
      assert.doesNotMatch(heard, /\r(?!\n)|(?<!\r)\n|\0/)
      const commands = heard.replace(/\r\nDATA\r\n.*\r\n\.\r\n/s, '\r\n').split('\r\n')
      const words = commands.map((line) => line.split(/[ :]/)[0])
      assert.deepEqual(
        words.filter((word) => word !== '' && word !== 'QUIT'),
        ['EHLO', 'MAIL', 'RCPT'],
      )
      assert.ok(commands.includes(`RCPT TO:<${email}>`))
      const head = /\r\nDATA\r\n(.*?)\r\n\r\n/s.exec(heard)?.[1] ?? ''
      const names = head.split(/\r\n(?![ \t])/).map((field) => field.split(':')[0]?.toLowerCase() ?? '')
      assert.deepEqual(
        names.filter((name) => !fields.has(name)),
        [],
      )
    }),
    { numRuns: 40 },
  )
  for (const evil of [
    `${email}\r\nRCPT TO:<eve@evil.example>`,
    `${email}>\r\nRCPT TO:<eve@evil.example`,
    `${email}, eve@evil.example`,
  ]) {
    const id = await queue({ to: evil, kind: 'triage_answer' })
    const before = server.heard.length
    await sendMail(
      here.app.system(new Date()),
      { outgoingId: id },
      { ...here.app.mail, smtpUrl: server.url, secret },
    )
    assert.doesNotMatch(server.heard.slice(before).join(''), /eve@/i, JSON.stringify(evil))
  }
})
