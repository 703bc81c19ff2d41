import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import {
  createProductHome,
  type KillTarget,
  type Launcher,
  type ProductHome,
  type ProductProcess,
  until,
} from '../support/product-process.ts'
import { type Ask, findLosses } from './find-losses.ts'
import { randomFromSeed } from './random-from-seed.ts'
import {
  type Acknowledged,
  type Door,
  makeSubmissions,
  signIn,
  type Submission,
  submitUntilAcknowledged,
} from './submission.ts'

/** FOURLINE_FAULT_ROUNDS=50 is the full run: 50 kills, 500 submissions by HTTP and 200 by SMTP. */
const kills = Number(process.env.FOURLINE_FAULT_ROUNDS ?? 6)
const perRound = { http: 10, smtp: 4 }
const seed = Number(process.env.FOURLINE_FAULT_SEED ?? Date.now() % 1_000_000)
const random = randomFromSeed(seed)
const pick = <T>(choices: readonly [T, ...T[]]): T =>
  choices[Math.floor(random() * choices.length)] ?? choices[0]

/** A power cut is as likely as a crash of the app; PostgreSQL alone is killed in one of five. */
const targets: readonly [KillTarget, ...KillTarget[]] = ['app', 'app', 'everything', 'everything', 'database']
const launchers: readonly [Launcher, ...Launcher[]] = ['node', 'run.mjs']

type Count = Record<KillTarget | 'whileStarting' | 'unacknowledgedAtKill' | 'attempts', number>

let home: ProductHome
let product: ProductProcess
let door: Door
const acknowledged: Acknowledged[] = []

/** Starts it again; in one of five starts it is killed once more before it is ready. */
async function startAgain(count: Count): Promise<void> {
  if (random() < 0.2) {
    const unready = home.launch({ launcher: pick(launchers) })
    await sleep(random() * 2_000)
    await unready.kill('everything')
    count.whileStarting += 1
  }
  product = await home.start({ launcher: pick(launchers) })
}

/** Submits a batch, kills at a random point of it, starts again, and waits until all of it is acknowledged. */
async function killInTheMiddle(batch: readonly Submission[], count: Count): Promise<void> {
  let open = batch.length
  const nobodyAnswers = new AbortController()
  const work = Promise.all(
    batch.map(async (submission) => {
      await sleep(random() * 200)
      const done = await submitUntilAcknowledged(submission, door, nobodyAnswers.signal)
      open -= 1
      return done
    }),
  )
  work.catch(() => undefined)
  await sleep(random() * 500)
  const target = pick(targets)
  count.unacknowledgedAtKill += open
  count[target] += 1
  await product.kill(target)
  if (target !== 'database')
    await startAgain(count).catch((error: unknown) => {
      nobodyAnswers.abort(error)
      throw error
    })
  const done = await work
  acknowledged.push(...done)
  count.attempts += done.reduce((sum, one) => sum + one.attempts, 0)
}

const ask: Ask = (text, values) => home.query(text, values)

async function untilPlaced(): Promise<void> {
  await until(
    'every message is placed',
    async () => {
      const rows = await home.query(`select from inbound_mail where state = 'stored' limit 1`)
      return rows.length === 0
    },
    90_000,
  )
}

/** Work that is undone afterwards, as the superuser, who may take a case away from under its messages. */
async function inAnotherWorld(work: (ask: Ask) => Promise<void>): Promise<void> {
  const url = new URL(embeddedOwnerUrl(path.join(home.folder, 'postgres')))
  url.username = 'postgres'
  url.password = readFileSync(path.join(home.folder, 'postgres/superuser-password'), 'utf8')
  const client = new pg.Client(url.href)
  await client.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    await work(async (text, values) => (await client.query(text, values)).rows)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

describe(`Through ${kills} kills (seed ${seed})`, () => {
  before(async () => {
    // One sender writes all of them: this is about none being lost, not about floods.
    home = await createProductHome({ SMTP_FLOOD_AFTER: '0' })
    product = await home.start()
    const { cookie } = await signIn(home.url)
    door = { url: home.url, smtpPort: home.smtpPort, cookie }
  })
  after(() => home.remove())

  it('keeps everything it acknowledged, once, and comes up unaided', async (t) => {
    const count: Count = {
      app: 0,
      everything: 0,
      database: 0,
      whileStarting: 0,
      unacknowledgedAtKill: 0,
      attempts: 0,
    }
    const http = makeSubmissions('http', kills * perRound.http, String(seed))
    const mail = makeSubmissions('smtp', kills * perRound.smtp, String(seed))
    for (let round = 0; round < kills; round++) {
      const batch = [
        ...http.slice(round * perRound.http, (round + 1) * perRound.http),
        ...mail.slice(round * perRound.smtp, (round + 1) * perRound.smtp),
      ]
      await killInTheMiddle(batch, count)
    }
    await untilPlaced()
    t.diagnostic(`seed ${seed}: ${JSON.stringify({ kills, http: http.length, smtp: mail.length, ...count })}`)
    assert.equal(acknowledged.length, http.length + mail.length)
    assert.deepEqual(await findLosses(ask, acknowledged), [])
    assert.ok(count.unacknowledgedAtKill > 0, 'No kill came while something was under way')
  })

  it('control: the check sees one case removed, one doubled, and one message removed', async (t) => {
    const [removed, doubled] = acknowledged.filter((one) => one.submission.by === 'http')
    const [lostMail] = acknowledged.filter((one) => one.submission.by === 'smtp')
    assert.ok(removed && doubled && lostMail)
    await inAnotherWorld(async (inside) => {
      assert.deepEqual(await findLosses(inside, acknowledged), [])
      await inside('delete from cases where subject = $1', [removed.submission.subject])
      await inside(
        `insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
           'reference', c.reference || '-again'))).* from cases c where subject = $1`,
        [doubled.submission.subject],
      )
      await inside('delete from inbound_mail where subject = $1', [lostMail.submission.subject])
      const losses = await findLosses(inside, acknowledged)
      t.diagnostic(losses.join('; '))
      assert.equal(losses.length, 3)
    })
  })

  it('control: a server that answers before the commit is caught', async (t) => {
    const eager = await startEagerFront(home.url)
    const submissions = makeSubmissions('http', 40, `${seed} eager`)
    const taken = await Promise.all(
      submissions.map((one) => submitUntilAcknowledged(one, { ...door, url: eager.url })),
    )
    await product.kill('everything')
    eager.close()
    product = await home.start()
    const losses = await findLosses(
      ask,
      taken.map((one) => ({ ...one, reference: null })),
    )
    t.diagnostic(`${taken.length} acknowledged too early, ${losses.length} of them not there`)
    assert.ok(losses.length > 0)
  })
})

/** Says yes as soon as it has heard the question, and only then passes it on: what the product must not do. */
async function startEagerFront(url: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ reference: 'promised' }))
      const { cookie = '', 'idempotency-key': key } = request.headers
      void fetch(`${url}${request.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': String(key), cookie },
        body: Buffer.concat(chunks).toString(),
      }).catch(() => undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
