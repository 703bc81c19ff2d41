import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { isIP } from 'node:net'
import path from 'node:path'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context } from '#platform/context.ts'
import { FourlineError, invalid } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import { parseMailboxes } from '../domain/parse-mailboxes.ts'
import { readHeaders } from '../domain/read-headers.ts'
import { firstHeader } from '../domain/read-mail.ts'
import { acceptMail } from './accept-mail.ts'
import { mailLimits } from './mail-limits.ts'

export type ImportedMail = { file: string; id: MailId; known: boolean } | { file: string; problem: string }

/**
 * Takes raw messages from files in, as if a server at `fromIp` had delivered them now to the support
 * address: the same intake as SMTP. The sender of the envelope is the Return-Path, else the From.
 * @param place a file, or a folder of which every file that may be a message is taken, in order of name
 * @throws `not_a_message_place` where there is nothing to read
 */
export async function* importMail(
  context: () => Context,
  { place, fromIp }: { place: string; fromIp: string },
): AsyncGenerator<ImportedMail> {
  if (isIP(fromIp) === 0) throw invalid('from-ip', `“${fromIp}” is no IP address.`)
  const { supportAddress } = await readVendor(context().db)
  for (const file of await messageFiles(place)) yield takeFile(context(), file, fromIp, supportAddress)
}

async function takeFile(
  ctx: Context,
  file: string,
  fromIp: string,
  supportAddress: string,
): Promise<ImportedMail> {
  try {
    const { id, known } = await acceptMail(ctx, {
      way: 'import',
      remoteAddress: fromIp,
      helo: null,
      envelopeFrom: await senderOf(file),
      envelopeTo: [supportAddress],
      content: createReadStream(file),
    })
    return { file, id, known }
  } catch (error) {
    if (error instanceof FourlineError && error.kind === 'too_large') return { file, problem: error.message }
    throw error
  }
}

const noMessages = /\.(json|ya?ml|md|log|html?|crt|tnef|ics|js|ts)$/i

async function messageFiles(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => undefined)
  if (found === undefined)
    throw invalid('place', `There is no file or folder “${place}”.`, 'not_a_message_place')
  if (found.isFile()) return [place]
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !noMessages.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

/** Empty for the null sender, which `Return-Path: <>` writes. */
async function senderOf(file: string): Promise<string> {
  const head = (await readFile(file)).subarray(0, mailLimits.headerBytes).toString('utf8')
  // Files of old systems end their lines in CR alone.
  const lines = head.includes('\n') ? head : head.replaceAll('\r', '\n')
  const headers = readHeaders(lines.replace(/^>?From [^\r\n]*\r?\n/, ''))
  const returnPath = firstHeader(headers, 'return-path')
  if (returnPath?.trim() === '<>') return ''
  for (const written of [returnPath, firstHeader(headers, 'from')]) {
    const parsed = parseMailboxes(written ?? '')
    if (parsed.readable) return parsed.addresses[0] ?? ''
  }
  return 'unknown@invalid'
}
