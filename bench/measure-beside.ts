import { setTimeout as sleep } from 'node:timers/promises'
import type { ProductHome } from '../tests/support/product-process.ts'
import { openClients, openWatcher, type Watcher } from './mail-bench.ts'
import { type MailClient, openMailClient } from './mail-client.ts'
import type { Message } from './mail-messages.ts'

/** From the last byte of another account's mail until it is a case, in milliseconds. */
type Delay = { p50: number; p95: number }
export type Beside = { quiet: Delay; flood: Delay; flooded: number }

const flooder = 'contact@basic.example'
const other = 'contact@premium.example'
const ofEach = 20

/** One account's mail while nothing else comes, and while another sends as fast as eight connections take it. */
export async function measureBeside(
  home: ProductHome,
  quietAndDuring: readonly Message[],
  flood: readonly Message[],
): Promise<Beside> {
  const fromOther = quietAndDuring.filter((one) => one.from === other)
  const watcher = await openWatcher(home)
  await watcher.query('delete from graphile_worker._private_jobs where locked_at is null')
  const client = await openMailClient(home.smtpPort)
  const quiet = await delaysOf(client, watcher, fromOther.slice(0, ofEach))
  const clients = await openClients(home.smtpPort)
  const pouring = startPouring(clients, flood)
  await watcher.until('select from mail_floods where sender = $1', [flooder], 50)
  const during = await delaysOf(client, watcher, fromOther.slice(ofEach, 2 * ofEach))
  await pouring.stop()
  for (const one of [client, ...clients]) one.close()
  const [row] = await watcher.query<{ n: number }>(
    'select coalesce(sum(messages), 0)::int n from mail_floods where sender = $1',
    [flooder],
  )
  await watcher.end()
  return { quiet, flood: during, flooded: row?.n ?? 0 }
}

function startPouring(clients: readonly MailClient[], flood: readonly Message[]) {
  let isOver = false
  const all = Promise.all(
    clients.map(async (client, at) => {
      for (let next = at; !isOver; next += clients.length)
        await client.deliver({ from: flooder, raw: (flood[next % flood.length] as Message).raw })
    }),
  )
  return {
    async stop() {
      isOver = true
      await all
    },
  }
}

async function delaysOf(client: MailClient, watcher: Watcher, messages: readonly Message[]): Promise<Delay> {
  const took: number[] = []
  for (const message of messages) {
    const id = /^Message-ID: (.*)\r$/im.exec(message.raw)?.[1]
    await client.deliver(message)
    const from = performance.now()
    await watcher.until(`select from inbound_mail where message_id = $1 and state <> 'stored'`, [id], 5)
    took.push(performance.now() - from)
    await sleep(20)
  }
  const sorted = took.toSorted((one, two) => one - two)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
