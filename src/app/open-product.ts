import '#people/auth/server/tables.ts'
import path from 'node:path'
import type { Config } from '#app/config.ts'
import { reactions } from '#app/events.ts'
import { type Context, createContext, type Shared, timeOf } from '#platform/context.ts'
import { type DatabaseHandle, openDatabase } from '#platform/db/database.ts'
import { DataFolderInUse, lockDataFolder } from '#platform/db/data-folder-lock.ts'
import { embeddedOwnerUrl } from '#platform/db/embedded-owner-url.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { migrateToLatest } from '#platform/db/migrate.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import type { Log } from '#platform/log.ts'
import { keepTime, recordingTime, type TimeKeeper } from '#promise/clocks/server/keep-time.ts'

export type Product = {
  shared: Shared
  database: DatabaseHandle
  /** What requests, jobs and due times go by, once it has looked; before, that is the machine's clock. */
  time: TimeKeeper
  /** A context for the product itself, at this instant unless another is given. */
  systemContext: (name?: string, at?: Date) => Context
  /** Reads again at which address people reach this installation, as an admin entered it. */
  readPublicUrl(): Promise<void>
  close(): Promise<void>
}

/** Opens the data folder, the database (embedded unless one is given) and its newest tables, in this order. */
export async function openProduct(config: Config, log: Log, say: Say): Promise<Product> {
  return productIn(await openPlace(config, log, say), config, log)
}

/**
 * For commands: opens the product, or joins the one that is running on the same data folder, whose database
 * takes more than one guest.
 */
export async function openOrJoinProduct(config: Config, log: Log, say: Say): Promise<Product> {
  return productIn(await openOrJoinPlace(config, log, say), config, log)
}

async function productIn(place: OpenPlace, config: Config, log: Log): Promise<Product> {
  try {
    // A product that runs has brought its tables up to date itself.
    if (!place.isRunning) await migrateToLatest(place.ownerUrl)
    return productOn(place.ownerUrl, config, log, [() => place.close()])
  } catch (error) {
    await place.close()
    throw error
  }
}

/** Where an installation is: its database with whatever tables it has. */
export type OpenPlace = {
  ownerUrl: string
  /** Another process runs the product on this data folder. */
  isRunning: boolean
  close(): Promise<void>
}

/** Locks the data folder and opens its database, changing nothing in it. Throws while the product runs on it. */
export async function openPlace(config: Config, log: Log, say: Say): Promise<OpenPlace> {
  const closing: Closing = []
  const close = () => closeAll(closing, log)
  try {
    const lock = lockDataFolder(config.dataFolder, publicUrlOf(config))
    closing.push(() => lock.release())
    const ownerUrl = config.databaseUrl ?? (await openEmbedded(config, say, closing))
    return { ownerUrl, isRunning: false, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same, or the place of the product that runs. */
export async function openOrJoinPlace(config: Config, log: Log, say: Say): Promise<OpenPlace> {
  try {
    return await openPlace(config, log, say)
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error
    const ownerUrl = config.databaseUrl ?? embeddedOwnerUrl(embeddedFolder(config))
    return { ownerUrl, isRunning: true, close: async () => undefined }
  }
}

type Say = (sentence: string) => void
/** What ends each part that was started, in the order of starting. */
export type Closing = (() => void | Promise<void>)[]

/** Ends in reverse order. What does not end in order must not keep the rest, least of all the database, running. */
export async function closeAll(closing: Closing, log: Log): Promise<void> {
  for (const step of closing.splice(0).toReversed()) {
    try {
      await step()
    } catch (error) {
      log.warn('A part of the product did not stop in order', { error })
    }
  }
}

function productOn(ownerUrl: string, config: Config, log: Log, closing: Closing): Product {
  const database = openDatabase(ownerUrl, log)
  closing.push(() => database.close())
  const files = openLocalFileStore(path.join(config.dataFolder, 'files'))
  let entered: string | undefined
  const time = keepTime()
  const shared: Shared = {
    db: database.db,
    files,
    log,
    reactions,
    // It may be entered while the product runs.
    get publicUrl() {
      return config.publicUrl ?? entered ?? publicUrlOf(config)
    },
    sendingDelayMs: config.undoSeconds * 1000,
    time: recordingTime(time),
  }
  return {
    shared,
    database,
    time,
    systemContext: (name = 'Fourline', at = timeOf(shared)) =>
      createContext(shared, { actor: { kind: 'system', name }, now: at }),
    async readPublicUrl() {
      const vendor = await database.db.selectFrom('vendor').select('public_url').executeTakeFirst()
      entered = vendor?.public_url ?? undefined
    },
    close: () => closeAll(closing, log),
  }
}

export function embeddedFolder(config: Config): string {
  return path.join(config.dataFolder, 'postgres')
}

async function openEmbedded(config: Config, say: Say, closing: Closing) {
  const embedded = await startEmbeddedPostgres({ folder: embeddedFolder(config), log: say })
  closing.push(() => embedded.stop())
  return embedded.ownerUrl
}

export function publicUrlOf(config: Config): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  return config.publicUrl ?? `http://${host}:${config.port}`
}
