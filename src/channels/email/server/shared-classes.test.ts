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

/**
 * Where the set's tags, which were given by a program, say less than the message: people who forward a
 * bounce or write as postmaster, machines that answer but bounce nothing, lists that write by themselves.
 */
const byReading: Readonly<Record<string, string>> = {
  'flanker/messages/long-links.eml': 'message',
  'mail-ruby/emails/error_emails/bad_date_header.eml': 'list',
  'php-imap/messages/1366671050@github.com.eml': 'list',
  'php-imap/messages/undefined_charset_header.eml': 'message',
  'sisimai/maildir/bsd/arf-22.eml': 'complaint',
  'sisimai/maildir/bsd/arf-26.eml': 'auto_reply',
  'sisimai/maildir/bsd/lhost-sendmail-14.eml': 'message',
  'sisimai/maildir/bsd/rfc3834-06.eml': 'auto_reply',
  'sisimai/maildir/err/make-test-36.eml': 'message',
  'sisimai/maildir/not/is-not-bounce-02.eml': 'message',
}

function expectedBounces(name: string): Expected[] {
  const beside = `${name}.expected.json`
  if (!name.startsWith('sisimai/') || !existsSync(path.join(folder, beside))) return []
  return bounceList.parse(JSON.parse(read(beside).toString()))
}

function expectedClass(name: string, tags: readonly string[]): string {
  const reason = expectedBounces(name)[0]?.reason
  const bySet = reason === 'feedback' ? 'complaint' : reason === 'vacation' ? 'auto_reply' : undefined
  const byTag = classOfTag.find(([tag]) => tags.includes(tag))?.[1]
  return byReading[name] ?? bySet ?? byTag ?? 'message'
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

describe('The shared mail set', { skip }, () => {
  it('is told apart, class by class and set by set', (t) => {
    const tables = new Map<string, { right: number; all: number }>()
    const wrong: string[] = []
    for (const { path: name, tags } of messages) {
      if (/\.(tnef|dat|txt|html)$/.test(name)) continue
      const expected = expectedClass(name, tags)
      const found = classify(name).mailClass
      const key = `${expected} in ${name.split('/')[0]}`
      const table = tables.get(key) ?? { right: 0, all: 0 }
      tables.set(key, { right: table.right + (found === expected ? 1 : 0), all: table.all + 1 })
      if (found !== expected) wrong.push(`${name}: ${found}, not ${expected}`)
    }
    const lines = [...tables].map(([key, { right, all }]) => `${key}: ${right} of ${all}`)
    for (const line of lines.toSorted((one, other) => one.localeCompare(other))) t.diagnostic(line)
    assert.ok(messages.length > 700)
    assert.deepEqual(wrong, [])
  })

  it('has its bounces read: who, which code, and whether the address is lost', (t) => {
    const sums = {
      all: 0,
      recipient: 0,
      code: 0,
      codes: 0,
      kind: 0,
      hard: 0,
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
        if (found?.status[0] === status[0]) sums.kind++
        if (found?.hard === hardbounce) sums.hard++
        else if (reason === 'filtered') sums.filtered++
      }
    }
    t.diagnostic(`as many recipients: ${sums.count} of ${sums.files} reports`)
    t.diagnostic(`named: ${sums.recipient} of ${sums.all}; code: ${sums.code} of ${sums.codes}`)
    t.diagnostic(`permanent or not: ${sums.kind} of ${sums.all}`)
    t.diagnostic(
      `lost or not: ${sums.hard} of ${sums.all}, ${sums.filtered} more are filters that say "user unknown"`,
    )
    assert.ok(sums.count >= sums.files * 0.996)
    assert.ok(sums.recipient >= sums.all * 0.997)
    assert.ok(sums.code >= sums.codes * 0.985)
    assert.ok(sums.kind >= sums.all * 0.965)
    assert.ok(sums.hard >= sums.all * 0.905)
    assert.ok(sums.hard + sums.filtered >= sums.all * 0.985)
  })
})
