import { type DatabaseConnection, Kysely } from 'kysely'
import pg from 'pg'
import type { Database, Db } from './database.ts'
import { pipelinedDialect } from './pipelined-dialect.ts'

// What the query builder asks for besides the executor, and never uses on a connection that is given to it.
const dialect = pipelinedDialect(new pg.Pool({ max: 0 }))
const unused = { config: { dialect }, dialect, driver: dialect.createDriver() }

/** The same queries over one connection, asked for anew before each; nothing waits for the one before. */
export function throughConnection(db: Db, connection: () => DatabaseConnection): Db {
  const executor = db
    .getExecutor()
    .withConnectionProvider({ provideConnection: async (consumer) => consumer(connection()) })
  return new Kysely<Database>({ ...unused, executor })
}
