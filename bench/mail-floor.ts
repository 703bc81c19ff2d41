// node bench/mail-floor.ts DATABASE_URL FOLDER: the least that a mail server can do and tell the truth: each message
// is written to a file, that reaches the disk, and one row is inserted. Prints its port; ends with its input.
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

const [databaseUrl = '', folder = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 })
const insert = 'insert into floor.mails (id, sender, recipients, bytes) values ($1, $2, $3, $4)'

async function take(stream: AsyncIterable<Uint8Array>, from: string, to: string[]): Promise<void> {
  const id = randomUUID()
  const file = await open(path.join(folder, id), 'wx')
  let bytes = 0
  try {
    for await (const chunk of stream) {
      bytes += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await pool.query({ name: 'mail', text: insert, values: [id, from, to, bytes] })
}

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, session, done) {
    void answer(stream, session.envelope, done)
  },
})

type Envelope = SMTPServerSession['envelope']

async function answer(
  stream: AsyncIterable<Uint8Array>,
  { mailFrom, rcptTo }: Envelope,
  done: (error?: Error) => void,
): Promise<void> {
  const to = rcptTo.map((one) => one.address)
  const error = await take(stream, mailFrom === false ? '' : mailFrom.address, to).then(
    () => undefined,
    (failure: Error) => failure,
  )
  done(error)
}

server.on('error', () => undefined)
await pool.query(`create schema if not exists floor;
  create table if not exists floor.mails (id uuid primary key, sender text, recipients text[], bytes int)`)
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address()
  process.stdout.write(`${address !== null && typeof address === 'object' ? address.port : 0}\n`)
})
process.stdin.on('end', () => process.exit()).resume()
