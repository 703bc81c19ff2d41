import './tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/** What was uploaded and neither sent nor kept in a draft goes after so many hours. */
const hoursKept = 24
const atMost = 1_000

/**
 * Removes uploads that came to nothing; resolves to how many. A file that a draft of anybody names, or that is about
 * to leave with a message, stays.
 */
export async function removeUnattachedFiles(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - hoursKept * 3_600_000)
  return ctx.transaction(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('files')
      .where('id', 'in', sql<never>`(select unattached_files(${before}, ${atMost}))`)
      // One that is being attached at this moment is attached by then.
      .where('entry_id', 'is', null)
      .where('case_id', 'is', null)
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  })
}
