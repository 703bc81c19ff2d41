// npm run bench: the product beside the bare database, on this machine, in one run.
// BENCH_SIZES=10000,100000 BENCH_BLOCK_MS=3000 BENCH_BLOCKS=5 BENCH_CLOCKS=1000000 are what it takes unless it is told
// otherwise; BENCH_PARTS=cases, clocks, mail or effect runs one part alone; BENCH_EFFECT_CASES=100000 are open in the last.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { readSignInSecret } from '#people/auth/server/sign-in-secret.ts'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import {
  createProductHome,
  type ProductHome,
  type ProductProcess,
  until,
} from '../tests/support/product-process.ts'
import { compare, type Plan } from './compare.ts'
import { costOf, whileExplaining } from './count-statements.ts'
import { createFloorTables, openFloorClient, openPageClient } from './floor.ts'
import { createHttpClient, type HttpClient, newCookie } from './http-client.ts'
import { loadAccounts, loadCases, longReference, openSession, type Submitter } from './load-cases.ts'
import { measureEffect, reportEffect } from './measure-effect.ts'
import { type Block, measureBlock } from './measure.ts'
import { measureClocks } from './measure-clocks.ts'
import { measureMail } from './measure-mail.ts'
import { memoryOf, type Processes } from './memory-of.ts'
import { reportBench, type Result } from './report-bench.ts'
import { reportClocks } from './report-clocks.ts'
import { reportMail } from './report-mail.ts'

const parts = (process.env.BENCH_PARTS ?? 'cases,clocks,mail,effect').split(',')
const sizes = (process.env.BENCH_SIZES ?? '10000,100000').split(',').map(Number)
const blockMs = Number(process.env.BENCH_BLOCK_MS ?? 3_000)
const blocks = Number(process.env.BENCH_BLOCKS ?? 5)
const clientCounts = [1, 8, 32]
const queueAddress = '/api/v1/cases?status=open&sort=due&limit=50'

/** 32 contacts of 32 accounts, and one agent, each signed in. */
type Readers = { contacts: HttpClient[]; agent: HttpClient }

const home = await createProductHome()
let product: ProductProcess | undefined
try {
  if (parts.includes('cases')) await measureCases()
  if (parts.includes('clocks')) await reportOn(measureClocks(say), reportClocks)
  if (parts.includes('mail')) await reportOn(measureMail(say), reportMail)
  if (parts.includes('effect')) await reportOn(measureEffect(say), reportEffect)
} catch (error) {
  say(product?.output().slice(-2_000) ?? '')
  throw error
} finally {
  await home.remove()
}

async function reportOn<Figures>(measuring: Promise<Figures>, linesOf: (figures: Figures) => string[]) {
  const figures = await measuring
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  for (const line of linesOf(figures)) say(line)
}

async function measureCases(): Promise<void> {
  say('Starting the product with the demo')
  product = await home.start()
  const owner = await connect(home)
  await createFloorTables(owner)
  const readers = await openReaders(owner, home, await loadAccounts(owner))
  const idle = memoryOf(processes())
  const results: Result[] = []
  await owner.end()
  for (const cases of sizes) {
    say(`Loading ${cases} cases`)
    const loader = await connect(home)
    await loadCases(loader, cases, Date.now())
    await loader.end()
    results.push(await measureAt(cases, readers))
  }
  const loaded = memoryOf(processes())
  await product.stop()
  const startedAt = performance.now()
  product = await home.start()
  const warmStartMs = performance.now() - startedAt
  await reportOn(Promise.resolve({ warmStartMs, memory: { idle, loaded }, results }), reportBench)
  await product.stop()
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function processes(): Processes {
  return { product: product?.child.pid, postmaster: home.postmaster() }
}

async function connect(to: ProductHome): Promise<pg.Client> {
  const client = new pg.Client(embeddedOwnerUrl(path.join(to.folder, 'postgres')))
  // Where the bench fails, the server is stopped under it.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function openReaders(owner: pg.Client, to: ProductHome, submitters: Submitter[]): Promise<Readers> {
  const secret = readSignInSecret(to.folder)
  const signIn = async (userId: string) => {
    const { token, cookie } = newCookie(secret)
    await openSession(owner, userId, token)
    return createHttpClient(to.url, cookie)
  }
  const { rows } = await owner.query<{ id: string }>(
    `select user_id id from staff where role = 'agent' order by id limit 1`,
  )
  const [agent] = rows
  if (agent === undefined) throw new Error('The demo has left no agent')
  const contacts = await Promise.all(submitters.map((one) => signIn(one.userId)))
  return { contacts, agent: await signIn(agent.id) }
}

async function measureAt(cases: number, readers: Readers): Promise<Result> {
  const plan: Plan = { blocks, blockMs, processes }
  const create: Result['create'] = {}
  const reach: Result['reach'] = {}
  for (const clients of clientCounts) {
    say(`  creating with ${clients} clients`)
    create[clients] = await measureCreation(plan, readers.contacts.slice(0, clients))
    await dropWaitingJobs()
    reach[clients] = await measureReach(plan, clients)
  }
  say('  reading')
  await dropWaitingJobs()
  const bare = await openPageClient(ownerUrl())
  const queuePage = await compare(plan, [() => readers.agent.get(queueAddress)], [() => bare.read()])
  await bare.end()
  const openCase: Block[] = []
  for (let block = 0; block < blocks; block++)
    openCase.push(await measureBlock([() => openLongCase(readers.agent)], blockMs))
  return { cases, create, reach, queuePage, openCase, costs: await measureCosts(readers) }
}

function ownerUrl(): string {
  return embeddedOwnerUrl(path.join(home.folder, 'postgres'))
}

async function measureCreation(plan: Plan, contacts: HttpClient[]) {
  return besideFloor(
    plan,
    contacts.map((contact) => () => createCase(contact)),
  )
}

/** How much of the floor is left once it is asked over HTTP: no product built this way comes nearer. */
async function measureReach(plan: Plan, clients: number) {
  const script = path.join(import.meta.dirname, 'floor-server.ts')
  const server = spawn(process.execPath, [script, ownerUrl()], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [port] = (await once(server.stdout, 'data')) as [Buffer]
  const readers = Array.from({ length: clients }, () =>
    createHttpClient(`http://127.0.0.1:${String(port).trim()}`, ''),
  )
  const processes = (): Processes => ({ product: server.pid, postmaster: home.postmaster() })
  const result = await besideFloor(
    { ...plan, processes },
    readers.map((reader) => () => createCase(reader)),
  )
  for (const reader of readers) reader.close()
  server.stdin.end()
  await once(server, 'exit')
  return result
}

async function besideFloor(plan: Plan, operations: (() => Promise<void>)[]) {
  const floor = await Promise.all(operations.map(() => openFloorClient(ownerUrl())))
  const result = await compare(
    plan,
    operations,
    floor.map((one) => () => one.create()),
  )
  await Promise.all(floor.map((one) => one.end()))
  return result
}

async function createCase(contact: HttpClient): Promise<void> {
  await contact.post('/api/v1/cases', {
    type: 'problem',
    productCode: 'studio',
    priority: 'medium',
    subject: 'The import stops after the third file',
    description: 'The import stops after the third file. '.repeat(20),
  })
}

async function openLongCase(agent: HttpClient): Promise<void> {
  const address = `/api/v1/cases/${longReference}`
  await Promise.all([agent.get(address), agent.get(`${address}/timeline`)])
}

/** What one operation of each kind costs the database, with every plan explained: apart from what is timed. */
async function measureCosts(readers: Readers): Promise<Result['costs']> {
  const superuser = new URL(ownerUrl())
  superuser.username = 'postgres'
  superuser.password = readFileSync(path.join(home.folder, 'postgres/superuser-password'), 'utf8')
  const cluster = path.join(home.folder, 'postgres/cluster')
  const [contact] = readers.contacts
  if (contact === undefined) throw new Error('Nobody submits')
  const costOnceWarm = async (operation: () => Promise<unknown>) => {
    for (let time = 0; time < 3; time++) await operation().catch(() => undefined)
    await dropWaitingJobs()
    return costOf(cluster, operation)
  }
  return whileExplaining(superuser.href, async () => ({
    create: await costOnceWarm(() => createCase(contact)),
    queuePage: await costOnceWarm(() => readers.agent.get(queueAddress)),
    openCase: await costOnceWarm(() => openLongCase(readers.agent)),
  }))
}

/** What creating has left to do would be measured beside what comes next. */
async function dropWaitingJobs(): Promise<void> {
  await home.query('delete from graphile_worker._private_jobs where locked_at is null')
  const underWay =
    'select from graphile_worker._private_jobs where attempts = 0 or locked_at is not null limit 1'
  await until('no job is under way', async () => (await home.query(underWay)).length === 0)
}
