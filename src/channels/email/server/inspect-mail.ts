import { open } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { FourlineError } from '#platform/errors.ts'
import { cleanText } from '../domain/clean-text.ts'
import { type InspectedMail, inspectedMail, unreadMail } from '../domain/inspected-mail.ts'
import { reportBytes } from '../domain/report-sections.ts'
import { mailLimits } from './mail-limits.ts'
import { parseMail } from './parse-mail.ts'

/** So many messages are taken apart at a time, each with the memory that intake gives it. */
const atOnce = 2

/**
 * `fourline mail inspect FILE…`: how messages are read, without a server and a database; in the order given.
 * What cannot be read, or is no file, has an entry too, with `warnings`.
 * @param args what stands after `mail inspect`: paths, or `-` for standard input; `--support` names the address
 *   that customers write to, so that mail of its own is told apart
 * @throws a sentence for wrong arguments
 */
export async function inspectMail(args: readonly string[]): Promise<InspectedMail[]> {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { support: { type: 'string', default: '' } },
  })
  if (files.length === 0)
    throw new FourlineError('invalid', 'no_file', 'Usage: fourline mail inspect [--support ADDRESS] FILE…')
  const entries: InspectedMail[] = []
  const left = files.entries()
  const work = async () => {
    for (const [at, file] of left) entries[at] = await inspectFile(file, values.support)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return entries
}

async function inspectFile(file: string, support: string): Promise<InspectedMail> {
  try {
    const raw = file === '-' ? await buffer(process.stdin) : await bytesOf(file)
    return await inspectBytes(file, raw, support)
  } catch (error) {
    return unreadMail(file, '', '', error instanceof Error ? error.message : 'It could not be read.')
  }
}

async function inspectBytes(file: string, raw: Buffer, support: string): Promise<InspectedMail> {
  const beginning = raw.toString('latin1', 0, reportBytes)
  const unread = (problem: string) =>
    unreadMail(file, beginning, cleanText(raw.toString('utf8', 0, 20_000)), problem)
  if (raw.length > mailLimits.messageBytes) return unread('It is larger than mail that is taken.')
  const parsed = await parseMail(raw)
  return parsed.ok ? inspectedMail(file, parsed.mail, { raw: beginning, support }) : unread(parsed.problem)
}

/** The file, and of one that is too large no more than tells so. */
async function bytesOf(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const end = mailLimits.messageBytes
    return await buffer(handle.createReadStream({ end, autoClose: false }))
  } finally {
    await handle.close()
  }
}
