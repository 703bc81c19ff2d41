import { CompiledQuery, type DatabaseConnection, Kysely } from 'kysely'
import pg from 'pg'
import type { Database, Db } from './database.ts'
import { pipelinedDialect } from './pipelined-dialect.ts'

// What the query builder asks for besides the executor, and never uses on a connection that is given to it.
const dialect = pipelinedDialect(new pg.Pool({ max: 0 }))
const unused = { config: { dialect }, dialect, driver: dialect.createDriver() }

/**
 * Runs `work` in one transaction on one connection. `begin` travels with the first statement; statements that are
 * started without waiting for the one before travel together, so that `Promise.all` of independent ones is one
 * round trip. Once it is over, whatever `work` left running is refused.
 * Throws what `work` throws, and where the database cannot commit because a statement failed unseen.
 * @param begin opens the transaction, and may set it up
 */
export function runTransaction<T>(db: Db, begin: string, work: (tx: Db) => Promise<T>): Promise<T> {
  const executor = db.getExecutor()
  return executor.provideConnection(async (connection) => {
    let isOver = false
    const provideConnection = async <R>(consumer: (held: DatabaseConnection) => Promise<R>): Promise<R> => {
      if (isOver) throw new Error('This transaction is over')
      return consumer(connection)
    }
    const tx = new Kysely<Database>({
      ...unused,
      executor: executor.withConnectionProvider({ provideConnection }),
    })
    const run = (text: string) => connection.executeQuery(CompiledQuery.raw(text))
    try {
      const [, result] = await Promise.all([run(begin), work(tx)])
      isOver = true
      await commit(connection)
      return result
    } catch (error) {
      isOver = true
      // A lost connection cannot roll back; the server has done so already.
      await run('rollback').catch(() => undefined)
      throw error
    }
  })
}

async function commit(connection: DatabaseConnection): Promise<void> {
  const { rows } = await connection.executeQuery<{ command: string }>(CompiledQuery.raw('commit'))
  if (rows[0]?.command !== 'COMMIT') throw new Error('The database could not commit: a statement had failed')
}
