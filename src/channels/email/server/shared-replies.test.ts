import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { z } from 'zod'
import { classifyMail } from '../domain/classify-mail.ts'
import { ownText, replyText } from '../domain/reply-text.ts'
import { parseMail } from './parse-mail.ts'

// Messages and expectations of public test suites, where they lie beside the project; none is part of it.
const folder = path.resolve(import.meta.dirname, '../../../../../shared/mail')
const skip = existsSync(folder) ? false : 'the shared mail set is not beside the project'

type Case = { name: string; got: string; expected: string }

const textOf = (...parts: string[]) => readFile(path.join(folder, ...parts), 'utf8')
const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const withoutSpace = (text: string) => text.replaceAll(/\s+/g, '')

async function namesIn(set: string, ending: RegExp): Promise<string[]> {
  return (await readdir(path.join(folder, set))).filter((name) => ending.test(name)).toSorted()
}

/** Over all sets whose expectation is a reply without its quote; those of signatures are another matter. */
const sums = { asExpected: 0, withoutSignatures: 0, all: 0 }

function addToSums(agreed: number, all: number, withoutSignatures = agreed): void {
  sums.asExpected += agreed
  sums.withoutSignatures += withoutSignatures
  sums.all += all
}

/** Prints how many agree and which do not; fails where fewer agree than once did. */
function judge(t: TestContext, set: string, cases: Case[], atLeast: number, fold = folded): number {
  const others = cases.filter(({ got, expected }) => fold(got) !== fold(expected)).map(({ name }) => name)
  const agreed = cases.length - others.length
  t.diagnostic(
    `${set}: ${agreed} of ${cases.length}${others.length === 0 ? '' : `; not ${others.join(', ')}`}`,
  )
  assert.ok(agreed >= atLeast, `${set}: ${agreed} agree, ${atLeast} did; not ${others.join(', ')}`)
  return agreed
}

/** What the sender wrote by our reading of a raw message. */
async function readReply(raw: Buffer): Promise<string> {
  const read = await parseMail(raw)
  return read.ok ? replyText(read.mail.text, read.mail.subject) : read.problem
}

const htmlMail = (html: string) =>
  Buffer.from(
    `From: ann@alder.example\r\nSubject: Re: Test\r\nMIME-Version: 1.0\r\n` +
      `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
      Buffer.from(html).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
  )

test(
  'The replies of email_reply_trimmer are read as it expects, but for what is forwarded',
  { skip },
  async (t) => {
    const cases: Case[] = []
    const rebuilt: Case[] = []
    for (const name of await namesIn('email_reply_trimmer/trimmed', /\.txt$/)) {
      const expected = await textOf('email_reply_trimmer/trimmed', name)
      // Where nothing is left it expects nothing, and we show the whole text.
      const read = expected.trim() === '' ? ownText : replyText
      if (existsSync(path.join(folder, 'email_reply_trimmer/emails', name))) {
        cases.push({ name, got: read(await textOf('email_reply_trimmer/emails', name)), expected })
        continue
      }
      const elided = await textOf('email_reply_trimmer/elided', name)
      const whole = name === 'forwarded_message.txt' ? [elided, expected] : [expected, elided]
      rebuilt.push({ name, got: read(whole.join('\n\n')), expected })
    }
    assert.ok(cases.length > 0)
    // What stands below "Begin forwarded message" is no quote here: it is why the mail was sent.
    addToSums(judge(t, 'email_reply_trimmer', cases, 38), cases.length)
    addToSums(judge(t, 'email_reply_trimmer, put together from its parts', rebuilt, 2), rebuilt.length)
  },
)

const fragments = z.object({
  visibleText: z.string().nullish(),
  visibleStartsWith: z.string().optional(),
  fragments: z.number().optional(),
  fragmentHidden: z.array(z.boolean()).nullish(),
})

test('The replies of email_reply_parser are read as it expects', { skip }, async (t) => {
  const cases: Case[] = []
  for (const name of await namesIn('email_reply_parser/emails', /\.txt$/)) {
    if (!existsSync(path.join(folder, 'email_reply_parser/emails', `${name}.expected.json`))) continue
    const whole = await textOf('email_reply_parser/emails', name)
    const beside = fragments.parse(
      JSON.parse(await textOf('email_reply_parser/emails', `${name}.expected.json`)),
    )
    const got = replyText(whole)
    const expected = expectedOf(beside, whole, got)
    if (expected !== undefined) cases.push({ name, got, expected })
  }
  assert.ok(cases.length > 0)
  addToSums(judge(t, 'email_reply_parser', cases, 10), cases.length)
})

/** Some say only which part is seen: the first alone, which ends where a quote or a signature begins. */
function expectedOf(beside: z.infer<typeof fragments>, whole: string, got: string): string | undefined {
  if (typeof beside.visibleText === 'string') return beside.visibleText
  if (beside.visibleStartsWith !== undefined)
    return got.startsWith(beside.visibleStartsWith) && !got.includes('\n>') ? got : beside.visibleStartsWith
  if (beside.fragments === 1) return whole
  const [first, ...others] = beside.fragmentHidden ?? []
  if (first !== false || others.length === 0 || others.includes(false)) return undefined
  return /^([\s\S]*?)\n(?:-- \n|On .* wrote:\n)/.exec(whole)?.[1]
}

const reply = z.object({ replyText: z.string() })
const htmlReply = z.object({ replyTextIgnoringWhitespace: z.string() })

test(
  'The replies of talon are read as it expects; signatures, which it takes for text, apart',
  { skip },
  async (t) => {
    const plain: Case[] = []
    for (const name of await namesIn('talon/standard_replies', /\.eml$/)) {
      const raw = await readFile(path.join(folder, 'talon/standard_replies', name))
      const beside = JSON.parse(await textOf('talon/standard_replies', `${name}.expected.json`))
      plain.push({ name, got: await readReply(raw), expected: reply.parse(beside).replyText })
    }
    const html: Case[] = []
    for (const name of await namesIn('talon/html_replies', /\.html$/)) {
      const raw = htmlMail(await textOf('talon/html_replies', name))
      const beside = JSON.parse(await textOf('talon/html_replies', `${name}.expected.json`))
      html.push({
        name,
        got: await readReply(raw),
        expected: htmlReply.parse(beside).replyTextIgnoringWhitespace,
      })
    }
    assert.ok(plain.length > 0 && html.length > 0)
    const agreed = judge(t, 'talon standard_replies', plain, 4)
    const bothWithout = plain.map((one) => ({ ...one, expected: replyText(one.expected) }))
    const without = judge(t, 'talon standard_replies, its signatures left out as ours are', bothWithout, 6)
    addToSums(agreed, plain.length, without)
    addToSums(judge(t, 'talon html_replies', html, 6, withoutSpace), html.length)
  },
)

test('Of all replies of the shared set at least 95 % lose their quotes and nothing else', { skip }, (t) => {
  const { asExpected, withoutSignatures, all } = sums
  const share = (count: number) => `${count} of ${all}, ${((100 * count) / all).toFixed(1)} %`
  t.diagnostic(`without their quotes: ${share(withoutSignatures)}`)
  t.diagnostic(`and with the signatures that talon leaves in: ${share(asExpected)}`)
  assert.ok(all >= 65 && withoutSignatures >= all * 0.95 && asExpected >= all * 0.92)
})

test('Of the signatures of talon those that are marked as such are left out', { skip }, async (t) => {
  const cases: Case[] = []
  for (const name of await namesIn('talon/signature/emails/stripped', /_signature$/)) {
    const whole = await textOf('talon/signature/emails/stripped', name.replace(/_signature$/, '_body'))
    const signature = folded(await textOf('talon/signature/emails/stripped', name))
    const expected = folded(whole).slice(0, -signature.length)
    cases.push({ name, got: replyText(whole), expected })
  }
  assert.ok(cases.length > 0)
  judge(t, 'talon signature', cases, 1)
})

test(
  'What people write in replies makes no bounce of it, even under a name that machines have',
  { skip },
  async () => {
    const texts = await Promise.all(
      ['email_reply_trimmer/emails', 'email_reply_parser/emails'].map(async (set) =>
        Promise.all((await namesIn(set, /\.txt$/)).map((name) => textOf(set, name))),
      ),
    )
    assert.ok(texts.flat().length > 45)
    const around = { envelopeFrom: 'no-reply@alder.example', supportAddress: 'support@vendor.example' }
    const from = { name: 'from', value: 'no-reply@alder.example' }
    for (const text of texts.flat()) {
      const mail = { headers: [from], subject: 'Re: Import', calendarMethod: null, messageId: null }
      const raw = Buffer.from(`From: ${from.value}\n\n${text}`).toString('latin1')
      assert.equal(classifyMail(mail, raw, around).mailClass, 'message', text)
    }
  },
)

test('Replies without an expectation beside them lose their quotes', { skip }, async () => {
  const table: [string, RegExp][] = [
    ['chatwoot/mail_with_quote.eml', /wrote:|Any update/],
    ['talon/reply-quotations-share-block.eml', /wrote:|Booking Inquiry/],
  ]
  for (const [name, quoted] of table) {
    const raw = await readFile(path.join(folder, name))
    const read = await parseMail(raw)
    assert.ok(read.ok && quoted.test(read.mail.text), name)
    assert.doesNotMatch(await readReply(raw), quoted, name)
  }
})
