import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { buildMailWorld } from '../../../../tests/support/build-mail-world.ts'
import { parseMailboxes } from '../domain/parse-mailboxes.ts'
import { readHeaders } from '../domain/read-headers.ts'
import { firstHeader } from '../domain/read-mail.ts'
import { mailLimits } from './mail-limits.ts'
import { createMailReaders } from './mail-readers.ts'
import { readerScript } from './parse-mail.ts'

// Messages from public test suites, where they lie beside the project; none of them is part of it.
const folder = path.resolve(import.meta.dirname, '../../../../../shared/mail')
const skip = existsSync(path.join(folder, 'MANIFEST.json'))
  ? false
  : 'the shared mail set is not beside the project'

const manifest = z.array(z.object({ path: z.string() }))
const mostMegabytes = 300
const atOnce = 8

/** Who the message says it came back to; the null sender where it says so. */
function envelopeSender(raw: Buffer): string {
  const written = firstHeader(readHeaders(raw.toString('latin1', 0, 50_000)), 'return-path') ?? ''
  if (written.trim() === '<>') return ''
  const parsed = parseMailboxes(written)
  return (parsed.readable ? parsed.addresses[0] : undefined) ?? 'someone@test.example'
}

test('Every message of the shared set is taken by SMTP, kept whole, and placed', { skip }, async (t) => {
  const readers = createMailReaders({ count: 2, script: readerScript })
  const world = await buildMailWorld({ readers })
  t.after(async () => {
    readers.close()
    await world.close()
  })
  const messages = manifest.parse(JSON.parse(await readFile(path.join(folder, 'MANIFEST.json'), 'utf8')))
  const transport = createTransport({
    host: '127.0.0.1',
    port: world.port,
    ignoreTLS: true,
    pool: true,
    maxConnections: atOnce,
    maxMessages: Infinity,
  })
  const kept = new Map<string, string[]>()
  const left = messages.values()
  const startedAt = performance.now()
  const deliver = async () => {
    for (const { path: name } of left) {
      const raw = await readFile(path.join(folder, name))
      const envelope = { from: envelopeSender(raw), to: 'support@vendor.example' }
      const { response } = await transport.sendMail({ raw, envelope })
      const id = /Kept as ([0-9a-f-]{36})/.exec(response)?.[1] ?? assert.fail(`${name}: ${response}`)
      kept.set(id, [...(kept.get(id) ?? []), name])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, deliver))
  transport.close()
  const takenAt = performance.now()
  await world.runJobs(4)
  const placedAt = performance.now()

  const rows = await world.query<{
    id: string
    state: string
    class: string | null
    reason_code: string | null
  }>('select id, state, class, reason_code from inbound_mail')
  assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set(kept.keys()))
  const lost = rows.filter(
    ({ state, class: kind, reason_code: code }) =>
      !['case', 'reply', 'triage', 'ignored'].includes(state) || (kind === null && code !== 'unreadable'),
  )
  assert.deepEqual(
    lost.map(({ id, state, reason_code: code }) => [kept.get(id), state, code]),
    [],
  )
  const unread = rows
    .filter(({ reason_code: code }) => code === 'unreadable')
    .flatMap(({ id }) => kept.get(id) ?? [])
  const { milliseconds, bytes } = readers.peaks()
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
  t.diagnostic(
    `${messages.length} messages, ${rows.length} different ones, taken in ${seconds(startedAt, takenAt)} s`,
  )
  t.diagnostic(`placed in ${seconds(takenAt, placedAt)} s; ${unread.length} unreadable: ${unread.join(', ')}`)
  t.diagnostic(`longest reading ${Math.round(milliseconds)} ms, most memory ${Math.round(bytes / 1e6)} MB`)
  assert.ok(messages.length > 800)
  assert.ok(unread.length <= messages.length * 0.015, unread.join(', '))
  assert.ok(milliseconds < mailLimits.readingMs && bytes < mostMegabytes * 1e6)
})
