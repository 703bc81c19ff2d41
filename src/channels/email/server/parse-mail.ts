import { availableParallelism } from 'node:os'
import type { ParsedMail } from './mail-limits.ts'
import { createMailReaders, type MailReaders } from './mail-readers.ts'

export const readerScript = new URL('./parse-mail-process.ts', import.meta.url)
const mostReaders = 4

let readers: MailReaders | undefined

/** This process’s readers of mail; they are started when the first message comes. */
export function mailReaders(): MailReaders {
  readers ??= createMailReaders({
    count: Math.min(availableParallelism(), mostReaders),
    script: readerScript,
  })
  return readers
}

/** Reads a raw message. Never throws: what cannot be read is `{ok: false, problem}`. */
export async function parseMail(raw: Buffer, by: MailReaders = mailReaders()): Promise<ParsedMail> {
  const { answer, contents } = await by.ask({ what: 'read' }, raw)
  if (answer.what === 'failed') return { ok: false, problem: answer.problem }
  if (answer.what !== 'read') return { ok: false, problem: 'Reading it failed.' }
  let at = 0
  const pieces = answer.sizes.map((size) => contents.subarray(at, (at += size)))
  return { ok: true, mail: answer.mail, contents: pieces }
}
