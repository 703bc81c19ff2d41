import { randomUUID } from 'node:crypto'
import type { Db } from '#platform/db/database.ts'
import { runTransaction } from '#platform/db/run-transaction.ts'
import { forbidden } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import type { Log } from '#platform/log.ts'

/** Who is asking. `system` acts for the product itself: jobs, mail intake, import. */
export type Actor =
  | { kind: 'anonymous'; name: string }
  | ({
      kind: 'contact'
      role: ContactRole
      userId: string
      contactId: ContactId
      accountId: AccountId
    } & Person)
  | ({ kind: 'staff'; role: StaffRole; userId: string; staffId: StaffId; key?: KeyInUse } & Person)
  | { kind: 'system'; name: string }

/** A key of the API that speaks for the person who made it, and may do no more than this. */
export type KeyInUse = { id: string; permissions: readonly string[] }

/** How a person reads: times in their zone, words in their language. */
type Person = { name: string; timeZone?: string; language?: string }

export type StaffRole = 'admin' | 'manager' | 'agent'
export type ContactRole = 'contact' | 'contact_admin'
export type Role = StaffRole | ContactRole | 'anonymous' | 'system'

/** Inside a transaction: the same queries, plus what waits for the commit. */
export type Tx = Db

/** Which reactions follow an event: event name → job names. Filled by `app/events.ts`. */
export type Reactions = Readonly<Record<string, readonly string[]>>

/** What every process shares. */
export type Shared = {
  db: Db
  files: FileStore
  log: Log
  reactions: Reactions
  /** The public address of this installation, for links in mail. */
  publicUrl: string
  /** How long what staff send can be taken back before it leaves; absent, it leaves at once. */
  sendingDelayMs?: number | undefined
  /** What time it is, by a time that does not jump with the machine's clock; absent, what that clock says. */
  time?: (() => Date) | undefined
}

/** The instant at which a request or a job begins: everything it records goes by it. */
export function timeOf({ time }: Pick<Shared, 'time'>): Date {
  return time?.() ?? new Date()
}

export type Context = Shared & {
  actor: Actor
  /** The instant of the request; verbs never ask the clock themselves. */
  now: Date
  requestId: string
  /**
   * Runs `work` in one transaction that carries who is asking, so that row-level security applies.
   * Inside another transaction it joins it.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same request as another actor, e.g. `system` after a sign-in check. */
  as(actor: Actor): Context
}

type Options = { actor: Actor; now: Date; requestId?: string }

/** A context for one request, job or command. */
export function createContext(shared: Shared, options: Options): Context {
  return build(shared, { ...options, requestId: options.requestId ?? randomUUID() }, undefined)
}

/** The same context inside an open transaction: every `ctx.transaction` below joins `tx`. */
export function within(ctx: Context, tx: Tx): Context {
  return build(ctx, ctx, tx)
}

function build(shared: Shared, options: Required<Options>, open: Tx | undefined): Context {
  const { actor, now, requestId } = options
  const { db, files, log, reactions, publicUrl, sendingDelayMs, time } = shared
  return {
    db,
    files,
    log,
    reactions,
    publicUrl,
    sendingDelayMs,
    time,
    actor,
    now,
    requestId,
    transaction: (work) => (open === undefined ? runTransaction(db, beginAs(actor), work) : work(open)),
    as: (other) => build(shared, { actor: other, now, requestId }, undefined),
  }
}

const uuid = /^[0-9a-f-]{36}$/

function beginAs(actor: Actor): string {
  const scope = actor.kind === 'staff' || actor.kind === 'system' ? 'vendor' : 'account'
  const [account, contact] = actor.kind === 'contact' ? [actor.accountId, actor.contactId] : ['', '']
  if ([account, contact].some((id) => id !== '' && !uuid.test(id))) throw new Error('An id is not a UUID')
  const settings = { scope, account, contact }
  const setting = Object.entries(settings).map(
    ([name, value]) => `set_config('fourline.${name}', '${value}', true)`,
  )
  return `begin; select ${setting.join(', ')}`
}

export function roleOf(actor: Actor): Role {
  return actor.kind === 'contact' || actor.kind === 'staff' ? actor.role : actor.kind
}

/** The id under which an actor is written on rows; the system has none. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'staff') return actor.staffId
  if (actor.kind === 'contact') return actor.contactId
  return null
}

export function isVendorSide(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'system'
}

const staffRanks = ['agent', 'manager', 'admin'] as const

/** Stops anyone but the product itself and staff of at least this role. */
export function requireVendor(ctx: Context, atLeast: StaffRole): void {
  if (ctx.actor.kind === 'system') return
  if (ctx.actor.kind === 'staff' && staffRanks.indexOf(ctx.actor.role) >= staffRanks.indexOf(atLeast)) return
  throw forbidden('permission_missing', `This is for the vendor’s ${atLeast}s.`)
}

/** The zone and language answers are written for; UTC and English where nobody in particular reads. */
export function readerOf(actor: Actor): { timeZone: string; language: string } {
  if (actor.kind !== 'contact' && actor.kind !== 'staff') return { timeZone: 'UTC', language: 'en' }
  return { timeZone: actor.timeZone ?? 'UTC', language: actor.language ?? 'en' }
}
