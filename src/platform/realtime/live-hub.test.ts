import assert from 'node:assert/strict'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { createLog } from '#platform/log.ts'
import { type Announcement, liveChannel } from './announce.ts'
import { startLiveHub } from './live-hub.ts'

let database: TestDatabase
let way: Way

before(async () => {
  database = await createTestDatabase()
  way = await openWay(database.ownerUrl)
})
after(async () => {
  way.close()
  await database.drop()
})

/** A way to the database that can fall silent: what is connected then stays so, and nothing passes any more. */
type Way = { url: string; fallSilent(): void; close(): void }

async function openWay(databaseUrl: string): Promise<Way> {
  const { hostname: host, port } = new URL(databaseUrl)
  const passing = new Set<Socket>()
  const silent = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connect(Number(port), host)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      passing.add(one)
      one.on('error', () => other.destroy())
      one.on('data', (chunk) => void (silent.has(one) || other.write(chunk)))
      one.on('close', () => void (silent.has(one) || other.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    fallSilent: () => passing.forEach((one) => silent.add(one)),
    close() {
      server.close()
      for (const one of passing) one.destroy()
    },
  }
}

const news: Announcement = { topic: 'thing', id: '7', version: 1, accountId: null }

test('FA-06: a connection that falls silent is given up, and whoever listens is told to ask for everything', async () => {
  const hub = startLiveHub(
    way.url,
    createLog(() => {}),
    () => {},
    { everyMs: 100, patienceMs: 1_000 },
  )
  let resync = Promise.withResolvers<void>()
  const heard = Promise.withResolvers<Announcement>()
  hub.subscribe({ hear: heard.resolve, resync: () => resync.resolve() })
  await resync.promise
  resync = Promise.withResolvers()
  way.fallSilent()
  await resync.promise
  const client = new pg.Client(database.ownerUrl)
  await client.connect()
  await client.query('select pg_notify($1, $2)', [liveChannel, JSON.stringify(news)])
  await client.end()
  assert.deepEqual(await heard.promise, news)
  way.fallSilent()
  await hub.close()
})
