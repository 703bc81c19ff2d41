import { CompiledQuery, type DatabaseConnection } from 'kysely'
import type { Db } from './database.ts'
import { throughConnection } from './through-connection.ts'

type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>

/**
 * Sends everything that `work` writes through `later` as one statement, when `work` is done: one round trip, one
 * plan. It sees the rows as they were before, so none of the parts may ask for what another writes, nor for an
 * answer: `returning` is refused. Foreign keys and triggers see all of them.
 */
export async function writeTogether<T>(tx: Db, work: (later: Db) => Promise<T>): Promise<T> {
  const gathered: Statement[] = []
  const gathering: DatabaseConnection = {
    async executeQuery(statement) {
      if (/\breturning\b/i.test(statement.sql)) throw new Error(`Nothing answers here: ${statement.sql}`)
      gathered.push(statement)
      return { rows: [] }
    },
    streamQuery() {
      throw new Error('Nothing answers here')
    },
  }
  const result = await work(throughConnection(tx, () => gathering))
  const { sql: text, parameters } = asOne(gathered)
  if (gathered.length > 0) await tx.executeQuery(CompiledQuery.raw(text, [...parameters]))
  return result
}

/** Changes always run as parts of a statement; a call of a function runs only where its answer is asked for. */
function asOne(statements: readonly Statement[]): Statement {
  let before = 0
  const parts: string[] = []
  const asked: string[] = []
  for (const [index, { sql: text, parameters }] of statements.entries()) {
    const isChange = /^\s*(insert|update|delete)\b/i.test(text)
    const offset = before
    const shifted = text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`)
    parts.push(`p${index} as ${isChange ? '' : 'materialized '}(${shifted})`)
    if (!isChange) asked.push(`(select count(*) from p${index})`)
    before += parameters.length
  }
  const parameters = statements.flatMap((statement) => [...statement.parameters])
  return { sql: `with ${parts.join(', ')} select ${asked.length === 0 ? '1' : asked.join(', ')}`, parameters }
}
