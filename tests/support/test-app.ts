import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { seedDemo } from '#app/demo/seed-demo.ts'
import { reactions } from '#app/events.ts'
import { keyScopes, permits } from '#app/permissions.ts'
import { createRoutes } from '#app/routes.ts'
import { serveWeb } from '#app/serve-web.ts'
import { maxFileBytes } from '#desk/messages/server/store-file.ts'
import { isSamePerson } from '#people/auth/domain/same-person.ts'
import { createIdentify } from '#people/auth/server/identify.ts'
import { registerSignIn } from '#people/auth/server/register-sign-in.ts'
import { type Actor, type Context, createContext, type Shared } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { noteFailure } from '#app/note-failure.ts'
import { createHttpServer } from '#platform/http/serve.ts'
import type { Route } from '#platform/http/route.ts'
import { createLog } from '#platform/log.ts'
import { startLiveHub } from '#platform/realtime/live-hub.ts'
import { createLiveStream } from '#platform/realtime/stream-live.ts'
import { outsideOf } from '#platform/outbound/fetch-outside.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import { createSeal } from '#platform/seal.ts'
import { type DnsResolver, zoneResolver } from '#channels/email/server/dns.ts'
import { mailLeaves } from '#channels/email/server/mail-leaves.ts'
import type { MailSettingsNeeds } from '#channels/email/server/mail-settings.ts'
import type { WebhookNeeds } from '#channels/webhooks/server/webhook-needs.ts'
import { createTestDatabase } from './database.ts'
import { type Client, createClient } from './test-client.ts'

export const secret = 'a-secret-of-at-least-32-characters'
const reach = { host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' }

type Options = {
  /** Fills it with the demo vendor. */
  demo?: boolean
  /** The instant of every context that is not given another; HTTP requests happen when they are sent. */
  now?: Date
  /** How long what staff send can be taken back; nothing waits without it. */
  sendingDelayMs?: number
  /** Where webhooks may go; without it the public internet. */
  outside?: Outside
  /** Where pictures of mail may come from; without it the public internet. */
  pictures?: Outside
  /** As `SMTP_URL` says it. */
  smtpUrl?: string
  /** Who answers for DNS; without it no name exists. */
  resolver?: DnsResolver
  /** Application connections, where a test needs that many transactions at once. */
  connections?: number
  /** How many messages of one sender are no flood yet, where a provider posts them. */
  floodAfter?: number
}

export type TestApp = {
  shared: Shared
  webhooks: WebhookNeeds
  mail: MailSettingsNeeds
  routes: readonly Route[]
  http: FastifyInstance
  /** The owner's connections, which no row-level security holds back: to look, and to set up what no verb makes. */
  ownerPool: pg.Pool
  ownerUrl: string
  filesFolder: string
  now: Date
  /** What was logged, one JSON line each. */
  logged: string[]
  /** The product itself. */
  system(at?: Date): Context
  /** A person as the verbs know them. */
  context(actor: Actor, at?: Date): Context
  /** Speaks HTTP with the session of whoever has this address; as a visitor without one. */
  as(address: string | null): Promise<Client>
  /** Opens a port on the loopback interface, once, for what cannot be injected. */
  listen(): Promise<string>
  close(): Promise<void>
}

/** The whole HTTP product over a database and a file store of its own, for one test file. */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-test-'))
  const logged: string[] = []
  const log = createLog((line) => logged.push(line))
  const handle = openDatabase(database.ownerUrl, log, options.connections ?? 8, { onSecond: refuseSecond })
  const files = openLocalFileStore(folder)
  const { sendingDelayMs } = options
  const shared: Shared = { db: handle.db, files, log, reactions, publicUrl: reach.publicUrl, sendingDelayMs }
  const now = options.now ?? new Date()
  const context = (actor: Actor, at = now) => createContext(shared, { actor, now: at })
  const system = (at = now) => context({ kind: 'system', name: 'Fourline' }, at)
  if (options.demo === true) await seedDemo(system())
  const hub = startLiveHub(database.ownerUrl, log, () => {})
  const webhooks = { outside: options.outside ?? outsideOf([]), seal: createSeal(secret, 'webhooks') }
  const mail = {
    smtpUrl: options.smtpUrl,
    seal: createSeal(secret, 'mail'),
    resolver: options.resolver ?? zoneResolver({}),
    listener: { host: '127.0.0.1', port: 2525 },
  }
  const { http, routes } = await serve(shared, hub, {
    webhooks,
    mail,
    floodAfter: options.floodAfter,
    pictures: options.pictures ?? outsideOf([]),
    links: { secret, mailLeaves: (ctx) => mailLeaves(ctx, mail) },
    health: {
      dataFolder: folder,
      version: '0.0.0',
      startedAt: now,
      hasSmtpUrl: options.smtpUrl !== undefined,
      trustsProxy: false,
    },
  })
  let url: string | undefined
  return {
    shared,
    webhooks,
    mail,
    routes,
    http,
    ownerPool: handle.ownerPool,
    ownerUrl: database.ownerUrl,
    filesFolder: folder,
    now,
    logged,
    system,
    context,
    async as(address) {
      return createClient(http, address === null ? null : await openSession(handle.ownerPool, address))
    },
    async listen() {
      url ??= await http.listen({ host: '127.0.0.1', port: 0 })
      return url
    },
    async close() {
      await http.close()
      await hub.close()
      await handle.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What only waits where there are many of its kind fails here at once. */
function refuseSecond(error: Error): never {
  throw error
}

async function serve(
  shared: Shared,
  hub: ReturnType<typeof startLiveHub>,
  needs: Parameters<typeof createRoutes>[1],
) {
  const identify = createIdentify(shared, { ...reach, secret, keyScopes })
  const live = createLiveStream(hub, async ({ request }, actor) =>
    isSamePerson(await identify(request), actor),
  )
  const routes = createRoutes(live, needs)
  const http = await createHttpServer({
    shared,
    routes,
    identify,
    permits,
    maxFileBytes,
    afterFailure: noteFailure,
  })
  registerSignIn(http, shared, { ...reach, secret })
  await serveWeb(http)
  return { http, routes }
}

/** A session as signing in makes it, without the slow work of a password. Returns its cookie. */
async function openSession(pool: pg.Pool, address: string): Promise<string> {
  const found = await pool.query<{ id: string }>('select id from sign_in_users where email = $1', [
    address.toLowerCase(),
  ])
  const userId = found.rows[0]?.id
  if (userId === undefined) throw new Error(`Nobody signs in as ${address}`)
  const token = randomBytes(24).toString('hex')
  await pool.query(
    `insert into sign_in_sessions (id, token, "userId", "expiresAt") values ($1, $2, $3, now() + interval '7 days')`,
    [randomUUID(), token, userId],
  )
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `fourline.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
