import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import {
  createProductHome,
  type ProductHome,
  type ProductProcess,
  until,
} from '../tests/support/product-process.ts'
import { compare, type Compared } from './compare.ts'
import { type MailClient, openMailClient } from './mail-client.ts'
import { makeMessages, makePoison, makeSigners, type Message } from './mail-messages.ts'
import { spreadOf } from './measure.ts'

const connections = 8
const placed = Number(process.env.BENCH_MAILS ?? 400)
const blockMs = Number(process.env.BENCH_BLOCK_MS ?? 3_000)
const blocks = Number(process.env.BENCH_BLOCKS ?? 5)

export type MailFigures = {
  accepted: Compared
  /** Messages a second from the first byte until all are placed; what became of them. */
  placed: { perSecond: number; became: Record<string, number> }
  withPoison: { perSecond: number }
  /** From the last byte of another account's mail until it is a case, in milliseconds. */
  beside: { quiet: number; flood: number; waiting: number }
}

/** Mail from end to end over real SMTP, beside a bare server that keeps the same bytes. */
export async function measureMail(say: (line: string) => void): Promise<MailFigures> {
  const { zone, privateKey } = makeSigners()
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-mail-bench-'))
  await writeFile(path.join(folder, 'zone.json'), JSON.stringify(zone))
  const home = await createProductHome({ FOURLINE_DNS_ZONE: path.join(folder, 'zone.json') })
  try {
    // What is bundled is kept like the rest and not placed, so that this is intake alone.
    let product = await home.start({ env: { SMTP_FLOOD_AFTER: '1' } })
    say('  taking in')
    const pool = await makeMessages(200, privateKey, 'accepted')
    const accepted = await measureIntake(home, product, pool, folder)
    await product.stop()

    product = await home.start({ env: { SMTP_FLOOD_AFTER: '0' } })
    say('  placing')
    const plain = await measurePlacing(home, await makeMessages(placed, privateKey, 'plain'))
    const mixed = await makeMessages(placed, privateKey, 'mixed')
    mixed.splice(10, 0, makePoison('mixed'))
    say('  placing beside a message that cannot be read')
    const { perSecond } = await measurePlacing(home, mixed)
    await product.stop()

    product = await home.start({ env: { SMTP_FLOOD_AFTER: '20' } })
    say('  another account during a flood')
    const beside = await measureBeside(home, privateKey)
    await product.stop()
    return { accepted, placed: plain, withPoison: { perSecond }, beside }
  } finally {
    await home.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openClients(port: number): Promise<MailClient[]> {
  return Promise.all(Array.from({ length: connections }, () => openMailClient(port)))
}

async function measureIntake(
  home: ProductHome,
  product: ProductProcess,
  pool: readonly Message[],
  folder: string,
) {
  const script = path.join(import.meta.dirname, 'mail-floor.ts')
  const url = embeddedOwnerUrl(path.join(home.folder, 'postgres'))
  const floor = spawn(process.execPath, [script, url, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [port] = (await once(floor.stdout, 'data')) as [Buffer]
  const [ours, bare] = [await openClients(home.smtpPort), await openClients(Number(String(port).trim()))]
  let at = 0
  const operations = (clients: readonly MailClient[]) =>
    clients.map((client) => () => client.deliver(pool[(at += 1) % pool.length] as Message))
  const processes = () => ({ product: product.child.pid, postmaster: home.postmaster() })
  const result = await compare({ blocks, blockMs, processes }, operations(ours), operations(bare))
  for (const client of [...ours, ...bare]) client.close()
  floor.stdin.end()
  await once(floor, 'exit')
  return result
}

async function measurePlacing(
  home: ProductHome,
  messages: readonly Message[],
): Promise<MailFigures['placed']> {
  const clients = await openClients(home.smtpPort)
  const waiting = `select from inbound_mail where state = 'stored' and flood_id is null limit 1`
  const left = [...messages]
  const [before] = await home.query<{ at: Date }>('select clock_timestamp() at')
  const startedAt = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await client.deliver(one)
    }),
  )
  await until('all of it is placed', async () => (await home.query(waiting)).length === 0, 600_000)
  const seconds = (performance.now() - startedAt) / 1_000
  for (const client of clients) client.close()
  const rows = await home.query<{ state: string; n: number }>(
    'select state, count(*)::int n from inbound_mail where received_at >= $1 group by 1',
    [before?.at],
  )
  return {
    perSecond: messages.length / seconds,
    became: Object.fromEntries(rows.map((row) => [row.state, row.n])),
  }
}

async function measureBeside(home: ProductHome, privateKey: string): Promise<MailFigures['beside']> {
  const fromOther = (await makeMessages(60, privateKey, 'beside')).filter((one) =>
    one.from.includes('premium'),
  )
  const quiet = await medianDelay(home, fromOther.slice(0, 8))
  const flood = await makeMessages(200, privateKey, 'flood')
  const clients = await openClients(home.smtpPort)
  const from = 'contact@basic.example'
  let isOver = false
  const pouring = Promise.all(
    clients.map(async (client, at) => {
      for (let next = at; !isOver; next += connections)
        await client.deliver({ from, raw: (flood[next % flood.length] as Message).raw })
    }),
  )
  await until('the flood is there', async () => (await home.query('select from mail_floods')).length > 0)
  const during = await medianDelay(home, fromOther.slice(8, 16))
  isOver = true
  await pouring
  for (const client of clients) client.close()
  const [row] = await home.query<{ n: number }>(
    `select count(*)::int n from inbound_mail m join mail_floods f on f.id = m.flood_id
     where m.state = 'stored' and f.sender = $1 and f.last_at > now() - interval '5 minutes'`,
    [from],
  )
  return { quiet, flood: during, waiting: row?.n ?? 0 }
}

async function medianDelay(home: ProductHome, messages: readonly Message[]): Promise<number> {
  const client = await openMailClient(home.smtpPort)
  const took: number[] = []
  for (const message of messages) {
    const id = /^Message-ID: (.*)\r$/im.exec(message.raw)?.[1]
    await client.deliver(message)
    const from = performance.now()
    const isPlaced = `select from inbound_mail where message_id = $1 and state <> 'stored'`
    await until('it is placed', async () => (await home.query(isPlaced, [id])).length > 0)
    took.push(performance.now() - from)
  }
  client.close()
  return spreadOf(took).median
}

export function reportMail({ accepted, placed: placing, withPoison, beside }: MailFigures): string[] {
  const perSecond = (of: Compared['ours']) => spreadOf(of.map((one) => one.perSecond)).median.toFixed(0)
  const { ratio, ours, floor, cpuMs } = accepted
  const became = Object.entries(placing.became).map(([state, n]) => `${n} ${state}`)
  return [
    `mail at ${connections} connections`,
    `  taken in and committed  ratio ${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}-${ratio.most.toFixed(2)}): ` +
      `${perSecond(ours)}/s of ${perSecond(floor)}/s, ${cpuMs.app.toFixed(2)} + ${cpuMs.database.toFixed(2)} CPU-ms`,
    `  placed                  ${placing.perSecond.toFixed(1)}/s (${became.join(', ')})`,
    `  beside a poison message ratio ${(withPoison.perSecond / placing.perSecond).toFixed(2)}: ${withPoison.perSecond.toFixed(1)}/s`,
    `  another account's mail  ${beside.quiet.toFixed(0)} ms alone, ${beside.flood.toFixed(0)} ms during a flood, of which ${beside.waiting} wait`,
  ]
}
