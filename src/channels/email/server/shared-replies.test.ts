import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { z } from 'zod'
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

/** Prints how many agree and which do not; fails where fewer agree than once did. */
function judge(t: TestContext, set: string, cases: Case[], atLeast: number, fold = folded): void {
  const others = cases.filter(({ got, expected }) => fold(got) !== fold(expected)).map(({ name }) => name)
  const agreed = cases.length - others.length
  t.diagnostic(
    `${set}: ${agreed} of ${cases.length}${others.length === 0 ? '' : `; not ${others.join(', ')}`}`,
  )
  assert.ok(agreed >= atLeast, `${set}: ${agreed} agree, ${atLeast} did; not ${others.join(', ')}`)
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
    judge(t, 'email_reply_trimmer', cases, 38)
    judge(t, 'email_reply_trimmer, put together from its parts', rebuilt, 2)
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
  judge(t, 'email_reply_parser', cases, 10)
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
    judge(t, 'talon standard_replies', plain, 4)
    const bothWithout = plain.map((one) => ({ ...one, expected: replyText(one.expected) }))
    judge(t, 'talon standard_replies, its signatures left out as ours are', bothWithout, 6)
    judge(t, 'talon html_replies', html, 6, withoutSpace)
  },
)

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
