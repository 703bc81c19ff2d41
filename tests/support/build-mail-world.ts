import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Logger, runOnce } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { addStaff } from '#people/auth/server/add-staff.ts'
import { saveVendor } from '#people/auth/server/save-vendor.ts'
import { type Actor, type Context, createContext } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import type { AccountId, ContactId } from '#platform/ids.ts'
import { createSeal } from '#platform/seal.ts'
import { createLog } from '#platform/log.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { publishCatalogue } from '#promise/packages/server/publish-catalogue.ts'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { createTestDatabase } from './database.ts'
import { acknowledgeCase } from '#channels/email/server/acknowledge-case.ts'
import { placeFlood } from '#channels/email/server/place-flood.ts'
import { type DnsZone, zoneResolver } from '#channels/email/server/dns.ts'
import type { MailReaders } from '#channels/email/server/mail-readers.ts'
import { placeInboundMail } from '#channels/email/server/place-inbound-mail.ts'
import { queueReplyMail } from '#channels/email/server/queue-reply-mail.ts'
import { sendMail } from '#channels/email/server/send-mail.ts'
import { startSmtpListener } from '#channels/email/server/smtp-listener.ts'

export type MailWorld = Awaited<ReturnType<typeof buildMailWorld>>

const ours = { TXT: ['v=spf1 ip4:127.0.0.1 -all'] }
const reject = { TXT: ['v=DMARC1; p=reject'] }
const domains = ['alder.example', 'birch.example', 'evil.example', 'both.example']

/** Records of DNS besides, other readers of mail, and how many messages of one sender make a flood. */
type Options = { zone?: DnsZone; readers?: MailReaders; floodAfter?: number }

/**
 * For tests: a vendor, two accounts with people, a listener on a free port and the job queue, all real.
 * `alder.example` holds the Business package: ann and bob have seats, carl has none. `birch.example` holds
 * Basic: bea. `dora@both.example` is a contact of both. `evil.example` may send as itself from here.
 */
export async function buildMailWorld({ zone, readers, floodAfter }: Options = {}) {
  const database = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'fourline-mail-'))
  const log = createLog(() => {})
  const handle = openDatabase(database.ownerUrl, log, 6)
  const shared = {
    db: handle.db,
    files: openLocalFileStore(folder),
    log,
    reactions: {
      'case.opened': ['acknowledge-case'],
      'message.sent': ['queue-reply-mail'],
      'mail.flooded': ['tell-of-flood'],
    },
    publicUrl: 'http://localhost',
  }
  const as = (actor: Actor, now = new Date()) => createContext(shared, { actor, now })
  const system: Actor = { kind: 'system', name: 'Test' }
  const people = await addPeople(as(system))
  const listener = await startSmtpListener({
    shared,
    host: '127.0.0.1',
    port: 0,
    hostName: 'mx.vendor.example',
    floodAfter,
  })
  const resolver = zoneResolver({
    ...Object.fromEntries(
      domains.flatMap((name) => [
        [name, ours],
        [`_dmarc.${name}`, reject],
      ]),
    ),
    ...zone,
  })
  const world = {
    ...people,
    as,
    context: () => as(system),
    resolver,
    port: listener.port,
    smtpUrl: undefined as string | undefined,
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await handle.ownerPool.query<Row>(text, values)).rows,
    /** Delivers raw bytes as a server would; resolves to the answer, rejects with the refusal. */
    deliver: (raw: string | Buffer, envelope: { from: string; to?: string | string[] }) =>
      deliver(listener.port, raw, envelope),
    runJobs: (concurrency = 1) => runJobs(concurrency),
    async close() {
      await listener.close()
      await handle.close()
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
  const tasks = {
    'place-mail': (payload: unknown) =>
      placeInboundMail(world.context(), payload as { mailId: string }, resolver, readers),
    'place-flood': (payload: unknown) =>
      placeFlood(world.context(), payload as { floodId: string }, resolver),
    'queue-reply-mail': (payload: unknown) =>
      queueReplyMail(world.context(), payload as { caseId: string; entryId: string }),
    'acknowledge-case': (payload: unknown) => acknowledgeCase(world.context(), payload as { caseId: string }),
    'send-mail': (payload: unknown) =>
      sendMail(world.context(), payload as { outgoingId: string }, {
        smtpUrl: world.smtpUrl,
        seal: createSeal('a-secret-of-this-world', 'mail'),
        secret: '',
      }),
  }
  async function runJobs(concurrency: number) {
    const quiet = new Logger(() => () => {})
    await runOnce({
      pgPool: handle.ownerPool,
      taskList: tasks,
      noHandleSignals: true,
      logger: quiet,
      concurrency,
    })
  }
  return world
}

async function addPeople(ctx: Context) {
  const catalogue = path.resolve(import.meta.dirname, '../../catalogue/support-packages.json')
  await publishCatalogue(ctx, JSON.parse(await readFile(catalogue, 'utf8')))
  const definitions = { high: 'Down', medium: 'Hindered', low: 'Question' }
  await saveVendor(ctx, {
    name: 'Vendor',
    supportAddress: 'support@vendor.example',
    priorityDefinitions: definitions,
  })
  await addProduct(ctx, { code: 'studio', name: 'Studio', kind: 'platform' })
  const { id: staffId } = await addStaff(ctx, {
    name: 'Sam Staff',
    email: 'sam@vendor.example',
    role: 'agent',
  })
  const agent: Actor = { kind: 'staff', role: 'agent', userId: 'sam', staffId, name: 'Sam Staff' }
  const alder = await addCustomer(ctx, 'Alder', 'business', [
    'ann@alder.example',
    'bob@alder.example',
    'dora@both.example',
  ])
  const birch = await addCustomer(ctx, 'Birch', 'basic', ['bea@birch.example', 'dora@both.example'])
  await addContact(ctx, { accountId: alder.accountId, name: 'carl', email: 'carl@alder.example' })
  return { agent, alder, birch }
}

async function addCustomer(ctx: Context, name: string, packageCode: string, addresses: string[]) {
  const { id: accountId } = await addAccount(ctx, { name })
  const year = ctx.now.getUTCFullYear()
  const { id: agreementId } = await draftAgreement(ctx, {
    accountId,
    packageCode,
    coverageZone: 'UTC',
    startsOn: `${year - 1}-01-01`,
    endsOn: `${year + 2}-01-01`,
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  await activateAgreement(ctx, { id: agreementId })
  const contacts = new Map<string, ContactId>()
  for (const email of addresses) {
    const { id: contactId } = await addContact(ctx, { accountId, name: email.split('@')[0] ?? email, email })
    // Basic has two seats; both are taken here.
    await giveSeat(ctx, { agreementId, contactId })
    contacts.set(email, contactId)
  }
  return { accountId: accountId as AccountId, contacts }
}

async function deliver(
  port: number,
  raw: string | Buffer,
  envelope: { from: string; to?: string | string[] },
): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    const sent = await transport.sendMail({
      raw,
      envelope: { from: envelope.from, to: envelope.to ?? 'support@vendor.example' },
    })
    return sent.response
  } finally {
    transport.close()
  }
}
