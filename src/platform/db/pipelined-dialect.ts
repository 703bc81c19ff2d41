import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import pg from 'pg'
import { asAway } from './database-away.ts'
import { createStatementNames, type StatementNames } from './statement-names.ts'

/**
 * PostgreSQL as the query builder speaks it, over a pool whose connections pipeline: statements that are sent
 * without waiting for the one before travel together, and are answered in their order. Statements with values
 * have names, so that each is parsed and planned once a connection and not once a use. What fails because the
 * database is away is thrown as `DatabaseAway`.
 * @param beforeConnecting may refuse by throwing
 */
export function pipelinedDialect(pool: pg.Pool, beforeConnecting: () => void = () => {}): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => createDriver(pool, beforeConnecting),
  }
}

function createDriver(pool: pg.Pool, beforeConnecting: () => void): Driver {
  const names = createStatementNames()
  const clients = new WeakMap<DatabaseConnection, pg.PoolClient>()
  const run = async (connection: DatabaseConnection, text: string) => {
    await clients.get(connection)?.query(text).catch(throwAsAway)
  }
  return {
    init: async () => undefined,
    async acquireConnection() {
      beforeConnecting()
      const client = await pool.connect().catch(throwAsAway)
      const connection = connectionOver(client, names)
      clients.set(connection, client)
      return connection
    },
    beginTransaction: (connection) => run(connection, 'begin'),
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    releaseConnection: async (connection) => clients.get(connection)?.release(),
    destroy: () => pool.end(),
  }
}

function connectionOver(client: pg.PoolClient, names: StatementNames): DatabaseConnection {
  return {
    async executeQuery({ sql: text, parameters }) {
      const values = [...parameters]
      const name = values.length === 0 ? undefined : names.of(text)
      sendTogether(client)
      try {
        return resultOf(await client.query(name === undefined ? { text, values } : { name, text, values }))
      } catch (error) {
        if (isOutdatedPlan(error)) names.renew()
        throw asAway(error)
      }
    },
    streamQuery() {
      throw new Error('Rows are read in pages, never streamed')
    },
  }
}

function throwAsAway(error: unknown): never {
  throw asAway(error)
}

/** What is asked for in one turn leaves in one packet. */
function sendTogether({ connection: { stream } }: pg.PoolClient): void {
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** The end of a transaction says how it ended, as the query builder's own dialect does. */
function resultOf({ command, rowCount, rows }: pg.QueryResult) {
  if (command === 'COMMIT' || command === 'ROLLBACK') return { rows: [{ command }] }
  const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
  return { rows: rows ?? [], ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) }
}

/** A newer process has changed a table under a statement that was planned before. */
function isOutdatedPlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000' && /cached plan/.test(error.message)
}
