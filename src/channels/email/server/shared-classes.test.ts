import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { classifyMail } from '../domain/classify-mail.ts'
import { firstHeader } from '../domain/read-mail.ts'
import { readHeaders } from '../domain/read-headers.ts'

// Messages from public test suites, where they lie beside the project; none of them is part of it.
const folder = path.resolve(import.meta.dirname, '../../../../../shared/mail')
const skip = existsSync(path.join(folder, 'MANIFEST.json'))
  ? false
  : 'the shared mail set is not beside the project'

type Expected = { status: string; reason: string; hardbounce: boolean }

const read = (name: string) => readFileSync(path.join(folder, name))
const manifest = z.array(z.object({ path: z.string(), tags: z.array(z.string()) }))
const bounceList = z.array(z.object({ status: z.string(), reason: z.string(), hardbounce: z.boolean() }))

/** Tags of the set, the most telling first. */
const classOfTag: readonly [tag: string, mailClass: string][] = [
  ['arf-complaint', 'complaint'],
  ['mdn', 'read_receipt'],
  ['bounce-dsn', 'bounce'],
  ['auto-reply', 'auto_reply'],
  ['bulk/list', 'list'],
  ['calendar-invite', 'calendar'],
]

/** Where the set's tags, which were given by a program, say less than the message; each with what it shows. */
const byReading: Readonly<Record<string, readonly [mailClass: string, because: string]>> = {
  'flanker/messages/long-links.eml': [
    'message',
    'a person with a mail program writes as postmaster; nothing is reported (RFC 3464, 2)',
  ],
  'mail-ruby/emails/error_emails/bad_date_header.eml': [
    'list',
    'advertising, Precedence junk, no Auto-Submitted (RFC 3834, 5)',
  ],
  'php-imap/messages/1366671050@github.com.eml': [
    'list',
    'a person wrote to a list: List-Id and List-Post, no Auto-Submitted (RFC 2919, RFC 3834, 5)',
  ],
  'php-imap/messages/undefined_charset_header.eml': [
    'message',
    'a rule passed on what somebody else wrote: Resent-From, and no field of an answer (RFC 3834, 5)',
  ],
  'sisimai/maildir/bsd/arf-22.eml': [
    'complaint',
    "a provider's complaint in its own form; no delivery is reported, and that set expects no bounce",
  ],
  'sisimai/maildir/bsd/arf-26.eml': [
    'auto_reply',
    'Auto-Submitted: auto-replied (RFC 3834, 5); neither a delivery nor a feedback report (RFC 5965, 2)',
  ],
  'sisimai/maildir/bsd/lhost-sendmail-14.eml': [
    'message',
    'a person forwards a bounce and says so; no report of its own (RFC 3464, 2)',
  ],
  'sisimai/maildir/bsd/rfc3834-06.eml': [
    'auto_reply',
    'Auto-Submitted: auto-replied (RFC 3834, 5); no report is attached (RFC 3464, 2)',
  ],
  'sisimai/maildir/err/make-test-36.eml': ['message', 'a person forwards a bounce; no report of its own'],
  'sisimai/maildir/not/is-not-bounce-02.eml': [
    'message',
    'a person attaches a message that arrived; its set has it among what is no bounce',
  ],
}

/** Where that set calls an address lost or not against what the report says in the plain sense of its codes. */
const lostByReading: Readonly<Record<string, string>> = {
  'sisimai/maildir/bsd/lhost-exim-37.eml': "not the recipient's, the sender's domain does not exist",
  'sisimai/maildir/bsd/lhost-opensmtpd-12.eml':
    'Action: delayed, Status 4: it is still tried (RFC 3464, 2.3.3)',
  'sisimai/maildir/bsd/lhost-postfix-01.eml': 'Status 5.1.1: no such mailbox (RFC 3463, 3.2)',
  'sisimai/maildir/bsd/lhost-postfix-05.eml': 'answered 450 4.1.1: temporary (RFC 3463, 2)',
}

function expectedBounces(name: string): Expected[] {
  const beside = `${name}.expected.json`
  if (!name.startsWith('sisimai/') || !existsSync(path.join(folder, beside))) return []
  return bounceList.parse(JSON.parse(read(beside).toString()))
}

/** The class that the set's label says. */
function labelOf(name: string, tags: readonly string[]): string {
  const reason = expectedBounces(name)[0]?.reason
  const bySet = reason === 'feedback' ? 'complaint' : reason === 'vacation' ? 'auto_reply' : undefined
  const byTag = classOfTag.find(([tag]) => tags.includes(tag))?.[1]
  return bySet ?? byTag ?? 'message'
}

/** As `mail inspect` does, without taking the parts apart: only a calendar's presence is looked for. */
function classify(name: string) {
  const raw = read(name).toString('latin1')
  const block = raw.replace(/^>?From [^\r\n]*\r?\n/, '').split(/\r\n\r\n|\n\n|\r\r/)[0] ?? ''
  const headers = readHeaders(block)
  const calendarMethod = /^content-type:\s*text\/calendar/im.test(raw) ? 'REQUEST' : null
  const mail = { headers, subject: firstHeader(headers, 'subject') ?? '', calendarMethod, messageId: null }
  const envelopeFrom = firstHeader(headers, 'return-path')?.replaceAll(/[<>\s]/g, '') ?? 'unknown'
  return classifyMail(mail, raw, { envelopeFrom, supportAddress: 'support@vendor.invalid' })
}

const messages = skip === false ? manifest.parse(JSON.parse(read('MANIFEST.json').toString())) : []

/** How many agree, of how many. */
class Agreement {
  readonly counts = new Map<string, [agree: number, of: number]>()
  add(what: string, agrees: boolean): void {
    const [agree, of] = this.counts.get(what) ?? [0, 0]
    this.counts.set(what, [agree + Number(agrees), of + 1])
  }
  share(what: string): number {
    const [agree, of] = this.counts.get(what) ?? [0, 1]
    return agree / of
  }
  lines(): string[] {
    return [...this.counts.keys()].toSorted().map((what) => `${what}: ${this.counts.get(what)?.join(' of ')}`)
  }
}

describe('The shared mail set', { skip }, () => {
  it('is told apart, class by class and set by set', (t) => {
    const found = new Agreement()
    const labels = new Agreement()
    const wrong: string[] = []
    for (const { path: name, tags } of messages) {
      if (/\.(tnef|dat|txt|html)$/.test(name)) continue
      const label = labelOf(name, tags)
      const [expected] = byReading[name] ?? [label]
      const { mailClass } = classify(name)
      found.add(expected, mailClass === expected)
      found.add(`${expected} in ${name.split('/')[0]}`, mailClass === expected)
      labels.add(`${label} by its label`, mailClass === label)
      if (mailClass !== expected) wrong.push(`${name}: ${mailClass}, not ${expected}`)
    }
    for (const line of [...found.lines(), ...labels.lines()]) t.diagnostic(line)
    for (const [name, [mailClass, because]] of Object.entries(byReading))
      t.diagnostic(`read as ${mailClass}: ${name}: ${because}`)
    assert.ok(messages.length > 700)
    assert.deepEqual(wrong, [])
    assert.ok(labels.share('bounce by its label') >= 0.983)
    assert.equal(labels.share('message by its label'), 1)
  })

  it('has no label corrected that says the same as its message', () => {
    for (const [name, [mailClass]] of Object.entries(byReading)) {
      const entry = messages.find(({ path: one }) => one === name)
      assert.ok(entry !== undefined && labelOf(name, entry.tags) !== mailClass, name)
    }
  })

  it('has its bounces read: who, which code, and whether the address is lost', (t) => {
    const sums = {
      all: 0,
      recipient: 0,
      code: 0,
      codes: 0,
      kind: 0,
      kindOrOwn: 0,
      hard: 0,
      named: 0,
      filtered: 0,
      count: 0,
      files: 0,
    }
    for (const { path: name } of messages) {
      const expected = expectedBounces(name).filter(
        ({ reason }) => !['feedback', 'vacation', 'delivered'].includes(reason),
      )
      if (expected.length === 0 || byReading[name] !== undefined) continue
      const { bounces } = classify(name)
      sums.files++
      if (bounces.length === expected.length) sums.count++
      for (const [at, { status, hardbounce, reason }] of expected.entries()) {
        const found = bounces[at]
        // Where a report gives no code, that product makes one of its own from x.0.900 on.
        const isItsOwn = /^\d\.0\.9\d\d$/.test(status)
        sums.all++
        if (found?.recipient?.includes('@') === true) sums.recipient++
        if (!isItsOwn) sums.codes++
        if (!isItsOwn && found?.status === status) sums.code++
        if (!isItsOwn && found?.status[0] === status[0]) sums.kind++
        if (found?.status[0] === status[0]) sums.kindOrOwn++
        if (found?.hard === hardbounce) sums.hard++
        else if (lostByReading[name] !== undefined) sums.named++
        else if (reason === 'filtered') sums.filtered++
      }
    }
    t.diagnostic(`as many recipients: ${sums.count} of ${sums.files} reports`)
    t.diagnostic(`named: ${sums.recipient} of ${sums.all}; code: ${sums.code} of ${sums.codes}`)
    t.diagnostic(
      `permanent or not: ${sums.kind} of ${sums.codes}; ${sums.kindOrOwn} of ${sums.all} with codes of its own`,
    )
    t.diagnostic(
      `lost or not: ${sums.hard} of ${sums.all}, ${sums.filtered} more are filters that say "user unknown"`,
    )
    for (const [name, because] of Object.entries(lostByReading))
      t.diagnostic(`lost or not as it says itself: ${name}: ${because}`)
    assert.ok(sums.count >= sums.files * 0.996)
    assert.ok(sums.recipient >= sums.all * 0.997)
    assert.ok(sums.code >= sums.codes * 0.991)
    assert.ok(sums.kind >= sums.codes * 0.995)
    assert.ok(sums.kindOrOwn >= sums.all * 0.969)
    assert.ok(sums.hard >= sums.all * 0.911)
    assert.equal(sums.named, Object.keys(lostByReading).length)
    assert.equal(sums.hard + sums.filtered + sums.named, sums.all)
  })
})
