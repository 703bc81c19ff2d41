import { CompiledQuery, type DatabaseConnection } from 'kysely'
import type { Db } from './database.ts'
import { DatabaseAway } from './database-away.ts'
import { throughConnection } from './through-connection.ts'

/**
 * Runs `work` in one transaction on one connection. `begin` travels with the first statement; statements that are
 * started without waiting for the one before travel together, so that `Promise.all` of independent ones is one
 * round trip. Once it is over, whatever `work` left running is refused.
 * Throws what `work` throws, where the database cannot commit because a statement failed unseen, and a
 * `DatabaseAway` that is in doubt where it went away at the commit.
 * @param begin opens the transaction, and may set it up
 */
export function runTransaction<T>(db: Db, begin: string, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    let isOver = false
    const tx = throughConnection(db, () => {
      if (isOver) throw new Error('This transaction is over')
      return connection
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
  const { rows } = await connection
    .executeQuery<{ command: string }>(CompiledQuery.raw('commit'))
    .catch((error: unknown) => {
      throw error instanceof DatabaseAway ? new DatabaseAway(error.cause, true) : error
    })
  if (rows[0]?.command !== 'COMMIT') throw new Error('The database could not commit: a statement had failed')
}
