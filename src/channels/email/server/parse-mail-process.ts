// Runs in a process of its own, which may neither write nor connect: what a stranger sent is taken apart only here.
import { type Answer, answerMessages } from './answer-messages.ts'
import { authenticateMail } from './authenticate-mail.ts'
import { readRawMail } from './parse-mail-parts.ts'
import { readShownParts } from './read-shown-parts.ts'
import type { ReaderAnswer, ReaderTask } from './reader-frames.ts'

answerMessages(workOn)

async function workOn(task: ReaderTask, raw: Buffer): Promise<Answer> {
  if (task.what === 'check') return { text: await authenticateMail(raw, task) }
  if (task.what === 'show') return { text: await showMail(raw) }
  const parsed = await readRawMail(raw)
  if (!parsed.ok) return { text: { what: 'failed', problem: parsed.problem } }
  const { mail, contents } = parsed
  return { text: { what: 'read', mail, sizes: contents.map((one) => one.length) }, contents }
}

async function showMail(raw: Buffer): Promise<ReaderAnswer> {
  const read = await readShownParts(raw)
  return read.ok ? { what: 'shown', shown: read.shown } : { what: 'failed', problem: read.problem }
}
