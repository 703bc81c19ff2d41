import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { parseMail } from './parse-mail.ts'
import type { ReadMail } from '../domain/read-mail.ts'

// Messages from public test suites, where they lie beside the project; none of them is part of it.
const folder = path.resolve(import.meta.dirname, '../../../../../shared/mail')
const skip = existsSync(folder) ? false : 'the shared mail set is not beside the project'

const manifest = z.array(z.object({ path: z.string(), expected: z.array(z.string()).default([]) }))

const zammadSays = z.object({
  from_email: z.string(),
  subject: z.string(),
  content_type: z.string(),
  body: z.string(),
  attachments: z.array(
    z.object({ filename: z.string(), sha256: z.string(), preferences: z.record(z.string(), z.unknown()) }),
  ),
})

const chatwootSays = z.object({
  subject: z.string().optional(),
  text: z.string().optional(),
  attachments: z.number().optional(),
  filenames: z.array(z.string()).optional(),
})

/** What agrees, of how many, by set and by what is compared. */
class Agreement {
  readonly counts = new Map<string, [agree: number, of: number]>()
  readonly others: string[] = []
  add(what: string, agrees: boolean, where: string): void {
    const count = this.counts.get(what) ?? [0, 0]
    this.counts.set(what, [count[0] + Number(agrees), count[1] + 1])
    if (!agrees) this.others.push(`${what}: ${where}`)
  }
}

const folded = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 900)

function compareZammad(
  found: Agreement,
  name: string,
  mail: ReadMail,
  said: z.infer<typeof zammadSays>,
): void {
  found.add('zammad subjects', folded(mail.subject) === folded(said.subject), name)
  found.add('zammad senders', mail.from?.address.toLowerCase() === said.from_email.toLowerCase(), name)
  if (said.content_type === 'text/plain') {
    // Where there is no text each product says so in its own words.
    const text = said.body.replace('no visible content', '')
    found.add('zammad texts', folded(mail.text) === folded(text), name)
  }
  for (const file of said.attachments) {
    // Another reading of the same text is no attachment here.
    if (file.preferences['original-format'] === true) continue
    const same = mail.attachments.filter(({ sha256 }) => sha256 === file.sha256)
    found.add('zammad attachments', same.length > 0, `${name} ${file.filename}`)
    const isNamed = same.some((one) => one.name === file.filename)
    found.add('zammad attachment names', isNamed, `${name} ${file.filename}, here ${same[0]?.name}`)
  }
}

function compareChatwoot(
  found: Agreement,
  name: string,
  mail: ReadMail,
  said: z.infer<typeof chatwootSays>,
): void {
  const { subject, text, attachments, filenames } = said
  if (subject !== undefined) found.add('chatwoot subjects', folded(mail.subject) === folded(subject), name)
  if (text !== undefined) found.add('chatwoot texts', folded(mail.text) === folded(text), name)
  const names = mail.attachments.map((file) => file.name)
  if (attachments !== undefined) found.add('chatwoot attachments', names.length === attachments, name)
  if (filenames !== undefined) found.add('chatwoot attachment names', names.join() === filenames.join(), name)
}

/** The message as SMTP carries it: with CRLF line ends. */
async function onTheWire(name: string): Promise<Buffer> {
  const raw = await readFile(path.join(folder, name))
  if (name.endsWith('.tnef')) return packed(raw)
  const hasOtherLineEnds = !raw.includes('\n')
  return hasOtherLineEnds ? raw : Buffer.from(raw.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1')
}

/** A winmail.dat that lies there without the message it came in. */
function packed(raw: Buffer): Buffer {
  const head =
    'From: a@b.example\r\nContent-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n'
  return Buffer.from(`${head}${raw.toString('base64')}`)
}

async function compare(found: Agreement, entry: z.infer<typeof manifest>[number]): Promise<void> {
  const name = entry.path
  const parsed = await parseMail(await onTheWire(name))
  const set = name.split('/')[0] ?? ''
  found.add(`${set} read`, parsed.ok, name)
  if (!parsed.ok) return
  if (set === 'tnefparse') {
    const isPacked = parsed.mail.attachments.some((file) => file.mediaType === 'application/ms-tnef')
    found.add('tnefparse unpacked', !isPacked, name)
  }
  const beside = entry.expected.find((file) => file.endsWith('.expected.json'))
  if (beside === undefined) return
  const said: unknown = JSON.parse(await readFile(path.join(folder, beside), 'utf8'))
  const zammad = zammadSays.safeParse(said)
  if (set === 'zammad' && zammad.success) compareZammad(found, path.basename(name), parsed.mail, zammad.data)
  const chatwoot = chatwootSays.safeParse(said)
  if (set === 'chatwoot' && chatwoot.success) compareChatwoot(found, name, parsed.mail, chatwoot.data)
  const calendar = z.object({ calendarMethod: z.string() }).safeParse(said)
  if (calendar.success)
    found.add('calendar methods', parsed.mail.calendarMethod === calendar.data.calendarMethod, name)
}

/** How many may differ; each one is explained. */
const mayDiffer: Readonly<Record<string, number>> = {
  // mail071: two words in front of an address are no part of it.
  'zammad senders': 1,
  // mail054 and mail105: broken parts, whose text is found here and not there; mail060: two charsets in one text.
  'zammad texts': 3,
  // Of thirty files there only fifteen are taken.
  'chatwoot attachments': 1,
  // They hold nothing but properties.
  'tnefparse unpacked': 2,
}

test('Every message of the shared set is read, and as those say who collected it', { skip }, async (t) => {
  const entries = manifest.parse(JSON.parse(await readFile(path.join(folder, 'MANIFEST.json'), 'utf8')))
  const found = new Agreement()
  const waiting = entries.values()
  const work = async () => {
    for (const entry of waiting) await compare(found, entry)
  }
  await Promise.all([work(), work()])
  for (const what of [...found.counts.keys()].toSorted())
    t.diagnostic(`${what}: ${found.counts.get(what)?.join(' of ')}`)
  for (const other of found.others) t.diagnostic(`differs: ${other}`)
  assert.ok(entries.length > 800)
  for (const [what, [agree, of]] of found.counts) {
    assert.ok(of - agree <= (mayDiffer[what] ?? 0), `${what}: ${agree} of ${of}`)
  }
})
