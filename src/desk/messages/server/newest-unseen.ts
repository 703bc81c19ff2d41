import '#desk/cases/server/tables.ts'
import { sql } from 'kysely'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import type { EntryId } from '#platform/ids.ts'

type Unseen = { id: EntryId; name: string; body: string }

/** The newest public message of somebody else after the entry that a writer has seen last, what is about to leave included. */
export async function newestUnseen(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  seen: EntryId,
): Promise<Unseen | undefined> {
  const own = actorId(ctx.actor)
  const after = new Date(millisecondsOf(seen))
  const entry = await tx
    .selectFrom('entries')
    .select(['id', 'author_name as name', 'body'])
    .where('case_id', '=', found.id)
    .where('kind', '=', 'message')
    .where('visibility', '=', 'public')
    .where(sql<boolean>`(at, id) > (${after}::timestamptz, ${seen}::uuid)`)
    .where(sql<boolean>`author_id is distinct from ${own}::uuid`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const unsent = await tx
    .selectFrom('unsent_messages')
    .select(['id', 'author_name as name', 'body'])
    .where('case_id', '=', found.id)
    .where(sql<boolean>`(sent_at, id) > (${after}::timestamptz, ${seen}::uuid)`)
    .where(sql<boolean>`author_id is distinct from ${own}::uuid`)
    .executeTakeFirst()
  const newest = unsent ?? entry
  return newest === undefined ? undefined : { ...newest, body: newest.body ?? '' }
}

/** Entries are named by when they happened (RFC 9562): one that was taken back still says what had been seen. */
function millisecondsOf(id: EntryId): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
