import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type SmtpOptions, startSmtpListener } from '#channels/email/server/smtp-listener.ts'
import { saveVendor } from '#people/auth/server/save-vendor.ts'
import { type Context, createContext, type Shared } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { createTestDatabase } from './database.ts'

export type Intake = Awaited<ReturnType<typeof openIntake>>

/** For tests: a vendor, a database and a file store, and as many listeners over them as a test wants. */
export async function openIntake() {
  const database = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-intake-'))
  const logged: string[] = []
  const log = createLog((line) => logged.push(line))
  const handle = openDatabase(database.ownerUrl, log, 6)
  const shared: Shared = {
    db: handle.db,
    files: openLocalFileStore(path.join(folder, 'files')),
    log,
    reactions: { 'mail.flooded': ['tell-of-flood'] },
    publicUrl: 'http://localhost',
  }
  const system = (now = new Date()): Context =>
    createContext(shared, { actor: { kind: 'system', name: 'Test' }, now })
  await saveVendor(system(), {
    name: 'Vendor',
    supportAddress: 'support@vendor.example',
    priorityDefinitions: { high: 'Down', medium: 'Hindered', low: 'Question' },
  })
  const listeners: { close(): Promise<void> }[] = []
  return {
    shared,
    folder,
    logged,
    system,
    ownerUrl: database.ownerUrl,
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await handle.ownerPool.query<Row>(text, values)).rows,
    /** Resolves to its port. */
    async listen(options: Partial<SmtpOptions> = {}): Promise<number> {
      const common = { shared, host: '127.0.0.1', port: 0, hostName: 'mx.vendor.example' }
      const listener = await startSmtpListener({ ...common, ...options })
      listeners.push(listener)
      return listener.port
    },
    /** Drops what came in, and what is counted. */
    async empty() {
      await handle.ownerPool.query('truncate inbound_mail, mail_buckets, mail_floods cascade')
    },
    async close() {
      await Promise.all(listeners.map((one) => one.close()))
      await handle.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A conversation over a bare socket: what a sending server writes, byte for byte. */
export type Conversation = {
  socket: Socket
  /** Everything that was answered so far. */
  heard(): string
  /** Waits for the answer with this beginning of a line; throws with what came instead. */
  hear(start: string): Promise<string>
  write(bytes: string | Buffer): void
  /** Writes a line and waits for its answer. */
  say(line: string, start: string): Promise<string>
  /** Resolves when the other side has hung up. */
  ended: Promise<void>
  close(): void
}

export function converse(place: number | string, patienceMs = 5_000): Conversation {
  const socket = typeof place === 'number' ? connect(place, '127.0.0.1') : connect(place)
  let all = ''
  let read = 0
  const news = new Set<() => void>()
  const tell = () => [...news].forEach((listener) => listener())
  socket.on('data', (chunk) => {
    all += chunk.toString('latin1')
    tell()
  })
  socket.on('error', () => undefined)
  const ended = new Promise<void>((resolve) =>
    socket.on('close', () => {
      resolve()
      tell()
    }),
  )
  /** The last line of the next answer, once it is whole. */
  const nextAnswer = () => /^(?:\d{3}-.*\r\n)*(\d{3}(?: .*)?)\r\n/.exec(all.slice(read))
  const hear = (start: string) =>
    new Promise<string>((resolve, reject) => {
      const done = (act: () => void) => {
        clearTimeout(timer)
        news.delete(look)
        act()
      }
      const fail = (why: string) =>
        done(() => reject(new Error(`${why} waiting for “${start}”; heard:\n${all}`)))
      const look = () => {
        const answer = nextAnswer()
        if (answer === null) return socket.destroyed ? fail('They hung up') : undefined
        read += answer[0].length
        const line = answer[1] ?? ''
        return line.startsWith(start) ? done(() => resolve(answer[0])) : fail(`“${line}” came,`)
      }
      const timer = setTimeout(() => fail('Silence'), patienceMs)
      news.add(look)
      look()
    })
  return {
    socket,
    heard: () => all,
    hear,
    write: (bytes) => void socket.write(bytes),
    say(line, start) {
      socket.write(`${line}\r\n`)
      return hear(start)
    },
    ended,
    close: () => socket.destroy(),
  }
}

/** Greets, and says from whom and to whom. */
export async function begin(
  to: Conversation,
  { from = 'ann@alder.example', hello = 'EHLO mx.alder.example' } = {},
): Promise<void> {
  await to.hear('220')
  await to.say(hello, '250')
  await to.say(`MAIL FROM:<${from}>`, '250')
  await to.say('RCPT TO:<support@vendor.example>', '250')
}

let count = 0

/** A message that no other is equal to. */
export function someMessage(subject = 'A question', body = 'Where is the button?'): string {
  count += 1
  return [
    'From: ann@alder.example',
    'To: support@vendor.example',
    `Subject: ${subject}`,
    `Message-ID: <${process.pid}-${count}@alder.example>`,
    '',
    body,
    '',
  ].join('\r\n')
}

/** Hands over one message in a conversation that has begun; resolves to the answer. */
export async function handOver(to: Conversation, message: string, start = '250'): Promise<string> {
  await to.say('DATA', '354')
  return to.say(`${message}.`, start)
}
