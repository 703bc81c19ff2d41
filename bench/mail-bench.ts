import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import type { ProductHome } from '../tests/support/product-process.ts'
import { type MailClient, openMailClient } from './mail-client.ts'
import type { Message } from './mail-messages.ts'

export const connections = 8

export type Floor = { clients: MailClient[]; close(): Promise<void> }

export async function openClients(port: number): Promise<MailClient[]> {
  return Promise.all(Array.from({ length: connections }, () => openMailClient(port)))
}

/** The bare server that keeps the same bytes in `folder` and a row in the same database. */
export async function openFloor(home: ProductHome, folder: string): Promise<Floor> {
  const script = path.join(import.meta.dirname, 'mail-floor.ts')
  const url = embeddedOwnerUrl(path.join(home.folder, 'postgres'))
  const floor = spawn(process.execPath, [script, url, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [port] = (await once(floor.stdout, 'data')) as [Buffer]
  const clients = await openClients(Number(String(port).trim()))
  return {
    clients,
    async close() {
      for (const client of clients) client.close()
      floor.stdin.end()
      await once(floor, 'exit')
    },
  }
}

/** Delivers them all, over all connections; each as soon as its connection is free. */
export async function pour(clients: readonly MailClient[], messages: readonly Message[]): Promise<void> {
  const left = [...messages]
  await Promise.all(
    clients.map(async (client) => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await client.deliver(one)
    }),
  )
}

/** A connection that stays open: asking again and again costs the machine little of what is measured. */
export async function openWatcher(home: ProductHome) {
  const client = new pg.Client(embeddedOwnerUrl(path.join(home.folder, 'postgres')))
  client.on('error', () => undefined)
  await client.connect()
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
      (await client.query<Row>(text, values)).rows,
    /** Waits until a query finds something. */
    async until(text: string, values: unknown[], everyMs: number): Promise<void> {
      const giveUpAt = performance.now() + 120_000
      while ((await client.query(text, values)).rows.length === 0) {
        if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${text} ${values.join(' ')}`)
        await sleep(everyMs)
      }
    },
    end: () => client.end(),
  }
}

export type Watcher = Awaited<ReturnType<typeof openWatcher>>
