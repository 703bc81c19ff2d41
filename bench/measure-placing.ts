import type { ProductHome, ProductProcess } from '../tests/support/product-process.ts'
import { type Floor, openClients, openWatcher, pour } from './mail-bench.ts'
import type { Message } from './mail-messages.ts'
import { processorTimeOf } from './memory-of.ts'

export type Placing = {
  /** Messages a second from the first byte until all are placed. */
  perSecond: number
  /** Messages a second that the bare server keeps, of the same ones. */
  floorPerSecond: number
  /** Processor time for one, in milliseconds, of what follows too until the last is placed. */
  cpuMs: { app: number; database: number }
  became: Record<string, number>
}

/** Delivers messages, waits until each is placed, and gives the same ones to the bare server. */
export async function measurePlacing(
  home: ProductHome,
  product: ProductProcess,
  floor: Floor,
  messages: readonly Message[],
): Promise<Placing> {
  const watcher = await openWatcher(home)
  const floorStartedAt = performance.now()
  await pour(floor.clients, messages)
  const floorPerSecond = messages.length / ((performance.now() - floorStartedAt) / 1_000)
  // What earlier messages left to do would be measured beside these.
  await watcher.query('delete from graphile_worker._private_jobs where locked_at is null')
  const clients = await openClients(home.smtpPort)
  const [before] = await watcher.query<{ at: Date }>('select clock_timestamp() at')
  const processes = { product: product.child.pid, postmaster: home.postmaster() }
  const usedBefore = processorTimeOf(processes)
  const startedAt = performance.now()
  await pour(clients, messages)
  const isDone = `select from (select 1) one where not exists (
    select from inbound_mail where state = 'stored' and flood_id is null)`
  await watcher.until(isDone, [], 50)
  const seconds = (performance.now() - startedAt) / 1_000
  const used = processorTimeOf(processes)
  for (const client of clients) client.close()
  const rows = await watcher.query<{ state: string; n: number }>(
    `select state || coalesce(' ' || reason_code, '') state, count(*)::int n from inbound_mail
     where received_at >= $1 group by 1 order by 2 desc`,
    [before?.at],
  )
  await watcher.end()
  return {
    perSecond: messages.length / seconds,
    floorPerSecond,
    cpuMs: {
      app: (used.app - usedBefore.app) / messages.length,
      database: (used.database - usedBefore.database) / messages.length,
    },
    became: Object.fromEntries(rows.map((row) => [row.state, row.n])),
  }
}
