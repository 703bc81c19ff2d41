import type { Readable } from 'node:stream'
import type { Context } from '#platform/context.ts'
import { cleanText, cutToBytes } from '../domain/clean-text.ts'
import { classifyMail } from '../domain/classify-mail.ts'
import type { MailClass } from '../domain/mail-class.ts'
import { type MailReport, mailReport } from '../domain/mail-report.ts'
import type { MailTrust } from '../domain/mail-trust.ts'
import type { ReadMail } from '../domain/read-mail.ts'
import { reportBytes } from '../domain/report-sections.ts'
import type { SenderChecks, SenderVerdict } from '../domain/sender-verdict.ts'
import type { DnsResolver } from './dns.ts'
import { findSender } from './find-sender.ts'
import { mailLimits } from './mail-limits.ts'
import type { MailReaders } from './mail-readers.ts'
import { mailReaders, parseMail } from './parse-mail.ts'

export type Examined =
  | {
      readable: true
      mail: ReadMail
      checks: SenderChecks
      verdict: SenderVerdict
      mailClass: MailClass
      /** What it says came back, where that is what it is. */
      report?: MailReport | undefined
    }
  | { readable: false; problem: string; body: string }

export type ReadableMail = Extract<Examined, { readable: true }>

/** What a message is read by. */
export type Settings = { supportAddress: string; trust: MailTrust }

type Stored = {
  raw_sha256: string
  remote_address: string | null
  helo: string | null
  envelope_from: string
}

/**
 * Reads a stored message, asks who sent it, and keeps the bytes of its attachments. It writes no rows. What
 * cannot be read comes back with its beginning as text, for people.
 */
export async function examineMail(
  ctx: Context,
  stored: Stored,
  { supportAddress, trust }: Settings,
  resolver: DnsResolver,
  readers: MailReaders = mailReaders(),
): Promise<Examined> {
  const raw = await bytesOf(ctx.files.read(stored.raw_sha256))
  const parsed = await parseMail(raw, readers)
  if (!parsed.ok) {
    const beginning = cutToBytes(cleanText(raw.toString('utf8', 0, 20_000)), mailLimits.textBytes)
    return { readable: false, problem: parsed.problem, body: beginning.text }
  }
  const { mail, contents } = parsed
  for (const content of contents) await ctx.files.put(once(content), mailLimits.messageBytes)
  const { checks, verdict } = await findSender(ctx, { raw, mail, stored, trust }, resolver, readers)
  const beginning = raw.toString('latin1', 0, reportBytes)
  const { mailClass } = classifyMail(mail, beginning, { envelopeFrom: stored.envelope_from, supportAddress })
  return {
    readable: true,
    mail,
    checks,
    verdict,
    mailClass,
    report: mailReport(mailClass, beginning),
  }
}

async function bytesOf(content: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}
