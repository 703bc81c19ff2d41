// For tests: a reader of mail that does what the subject of a message says. Started under the product's limits.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { type Answer, answerMessages } from '#channels/email/server/answer-messages.ts'
import { readRawMail } from '#channels/email/server/parse-mail-parts.ts'
import type { ReaderTask } from '#channels/email/server/reader-frames.ts'

answerMessages(async (_task: ReaderTask, raw: Buffer): Promise<Answer> => {
  const parsed = await readRawMail(raw)
  if (!parsed.ok) return { text: { what: 'failed', problem: parsed.problem } }
  const { mail } = parsed
  const subject = await obey(mail.subject)
  return { text: { what: 'read', mail: { ...mail, subject }, sizes: [] } }
})

async function obey(subject: string): Promise<string> {
  switch (subject) {
    case 'crash':
      return process.abort()
    case 'hang':
      for (;;) Math.random()
    case 'fill': {
      const kept: Buffer[] = []
      for (;;) {
        kept.push(Buffer.alloc(4_000_000, 1))
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    }
    case 'write':
      return attempt(subject, () => writeFileSync('written-by-a-reader', 'x'))
    case 'spawn':
      return attempt(subject, () => spawn('true'))
    case 'connect':
      return new Promise((resolve) => {
        const socket = connect(1, '127.0.0.1')
        socket.on('error', (error) => {
          resolve('code' in error && error.code === 'ERR_ACCESS_DENIED' ? 'no connect' : 'it may connect')
        })
      })
    case 'environment':
      return process.env.FOURLINE_TEST_SECRET === undefined ? 'no environment' : 'it sees the environment'
    default:
      return subject
  }
}

function attempt(what: string, act: () => unknown): string {
  try {
    act()
    return `it may ${what}`
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_ACCESS_DENIED'
      ? `no ${what}`
      : 'it failed otherwise'
  }
}
