import type { FastifyInstance } from 'fastify'
import { createTestDatabase } from '../../../../tests/support/database.ts'
import { type Context, type Role, type Shared, createContext } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createHttpServer } from '#platform/http/serve.ts'
import type { AccountId, ContactId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { createIdentify } from '../../auth/server/identify.ts'
import { registerSignIn } from '../../auth/server/register-sign-in.ts'
import { createAuthRoutes } from '../../auth/server/routes.ts'
import { saveVendor } from '../../auth/server/save-vendor.ts'
import { accountRoutes } from './routes.ts'

export const password = 'correct-horse-battery'
export const loopback = { host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' }

const rights: Record<Role, readonly string[]> = {
  admin: ['me.read', 'product.read', 'contact.find'],
  manager: ['me.read', 'product.read', 'contact.find'],
  agent: ['me.read', 'product.read', 'contact.find'],
  contact: ['me.read', 'product.read'],
  contact_admin: ['me.read', 'product.read'],
  system: [],
  anonymous: [],
}

/** A database with a vendor, and the routes of this wing over it, for one test file. */
export async function openPeopleForTests() {
  const database = await createTestDatabase()
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const handle = openDatabase(database.ownerUrl, log, 6)
  const shared: Shared = {
    db: handle.db,
    files: openLocalFileStore('/nowhere'),
    log,
    reactions: {},
    publicUrl: loopback.publicUrl,
  }
  const system = createContext(shared, { actor: { kind: 'system', name: 'Test' }, now: new Date() })
  await saveVendor(system, {
    name: 'Vendor',
    supportAddress: 'support@vendor.example',
    priorityDefinitions: { high: 'Down', medium: 'Hampered', low: 'A question' },
  })
  const servers: FastifyInstance[] = []
  return {
    shared,
    system,
    ownerPool: handle.ownerPool,
    logged: lines,
    /** A server that believes to be reached like this. */
    async serve(
      reach: { host: string; publicUrl: string } = loopback,
      isProxy?: (address: string) => boolean,
    ): Promise<FastifyInstance> {
      const settings = { ...reach, secret: 'a-secret-of-at-least-32-characters' }
      const app = await createHttpServer({
        shared: { ...shared, publicUrl: reach.publicUrl },
        routes: [
          ...createAuthRoutes({
            permissionsOf: (role) => rights[role],
            links: { secret: settings.secret, mailLeaves: async () => false },
          }),
          ...accountRoutes,
        ],
        identify: createIdentify(shared, settings),
        permits: (permission, role) => permission === 'public' || rights[role].includes(permission),
        maxFileBytes: 1_000,
        ...(isProxy !== undefined && { isProxy }),
      })
      registerSignIn(app, shared, settings)
      servers.push(app)
      return app
    },
    async close(): Promise<void> {
      for (const app of servers) await app.close()
      await handle.close()
      await database.drop()
    },
  }
}

/** Signs in and returns the session cookie, `name=value`. */
export async function signIn(app: FastifyInstance, email: string, secret = password): Promise<string> {
  const answer = await trySignIn(app, email, secret)
  if (answer.statusCode !== 200) throw new Error(`Sign-in answered ${answer.statusCode}: ${answer.body}`)
  const cookie = answer.headers['set-cookie']
  return String(Array.isArray(cookie) ? cookie[0] : cookie).split(';')[0] ?? ''
}

export function trySignIn(
  app: FastifyInstance,
  email: string,
  secret: string,
  headers: Record<string, string> = {},
) {
  return app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers,
    payload: { email, password: secret },
  })
}

/** The same request as someone at the given account. */
export function asContact(ctx: Context, contactId: ContactId, accountId: AccountId): Context {
  return ctx.as({ kind: 'contact', role: 'contact', userId: 'u', contactId, accountId, name: 'A contact' })
}
