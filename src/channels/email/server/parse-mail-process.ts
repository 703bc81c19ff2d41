// Runs in a process of its own, which may neither write nor connect: what a stranger sent is taken apart only here.
import { type Answer, answerMessages } from './answer-messages.ts'
import { authenticateMail } from './authenticate-mail.ts'
import { readRawMail } from './parse-mail-parts.ts'
import type { ReaderTask } from './reader-frames.ts'

answerMessages(workOn)

async function workOn(task: ReaderTask, raw: Buffer): Promise<Answer> {
  if (task.what === 'check') return { text: await authenticateMail(raw, task) }
  const parsed = await readRawMail(raw)
  if (!parsed.ok) return { text: { what: 'failed', problem: parsed.problem } }
  const { mail, contents } = parsed
  return { text: { what: 'read', mail, sizes: contents.map((one) => one.length) }, contents }
}
