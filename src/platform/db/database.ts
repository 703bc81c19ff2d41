import { Kysely } from 'kysely'
import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { hasItsConnection } from './one-connection.ts'
import { pipelinedDialect } from './pipelined-dialect.ts'
import { surviveLostConnections } from './survive-lost-connections.ts'

/** Row types live in each module's `tables.ts` and merge into this empty interface. */
export interface Database {}

export type Db = Kysely<Database>

/** The role the application works under: it owns nothing, so row-level security always applies. */
export const applicationRole = 'fourline_app'

pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new Error(`An int8 is too large for a number: ${text}`)
  return number
})
// Dates without a time stay the text they are: they are read in a coverage zone, never in ours.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type DatabaseHandle = {
  /** The application's connections, under `fourline_app`. */
  db: Db
  /** The owner's connections: job queue and maintenance only. */
  ownerPool: pg.Pool
  ownerUrl: string
  close(): Promise<void>
}

type Habits = {
  /** How long one waits for a connection before it is a `DatabaseAway`. */
  patienceMs?: number
  /** Hears of a second connection asked for by work that has one (`onOneConnection`); may refuse it by throwing. */
  onSecond?: (error: Error) => void
}

/**
 * Opens the two pools over one connection URL, which is the owner's; each application connection
 * takes the application role at start-up.
 */
export function openDatabase(
  ownerUrl: string,
  log: Log,
  size = 20,
  { patienceMs = 10_000, onSecond = (error) => log.error(error.message, { error }) }: Habits = {},
): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: size,
    // Whoever waits longer is told so: one that waits for ever has everything behind it wait too.
    connectionTimeoutMillis: patienceMs,
    options: `-c role=${applicationRole} -c timezone=UTC`,
    pipeline: true,
  })
  const ownerPool = new pg.Pool({ connectionString: ownerUrl, max: 12, options: '-c timezone=UTC' })
  const tellOfSecond = () => {
    if (hasItsConnection()) onSecond(new Error('Work that has a connection asks for a second one'))
  }
  const complain = (error: Error) => log.warn('A database connection failed', { error })
  surviveLostConnections(pool, complain)
  surviveLostConnections(ownerPool, complain)
  const db = new Kysely<Database>({ dialect: pipelinedDialect(pool, tellOfSecond) })
  return {
    db,
    ownerPool,
    ownerUrl,
    async close() {
      await db.destroy()
      await ownerPool.end()
    },
  }
}
