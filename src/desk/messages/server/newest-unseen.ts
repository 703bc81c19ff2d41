import '#desk/cases/server/tables.ts'
import { sql } from 'kysely'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import type { EntryId } from '#platform/ids.ts'

type Unseen = { id: EntryId; name: string; body: string }

/**
 * The newest public message of somebody else that came after the entry which a writer has seen last, what is about to
 * leave included. Mail that is read late comes after what was seen meanwhile, though it was received before.
 */
export async function newestUnseen(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  seen: EntryId,
): Promise<Unseen | undefined> {
  const own = actorId(ctx.actor)
  const [row] = await messagesOf(tx, found)
    .where(cameAfter(await placeOf(tx, found, seen), seen))
    .where(sql<boolean>`author_id is distinct from ${own}::uuid`)
    .orderBy('case_version', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  return row && { id: row.id, name: row.author_name, body: row.body ?? '' }
}

/** Public messages, with what is about to leave. */
function messagesOf(tx: Tx, found: FoundCase) {
  const columns = ['id', 'author_id', 'author_name', 'body', 'case_version'] as const
  const left = tx
    .selectFrom('entries')
    .select([...columns, 'at'])
    .where('case_id', '=', found.id)
    .where('kind', '=', 'message')
    .where('visibility', '=', 'public')
  const unsent = tx
    .selectFrom('unsent_messages')
    .select([...columns, 'sent_at as at'])
    .where('case_id', '=', found.id)
  return tx.selectFrom(left.unionAll(unsent).as('message')).selectAll()
}

type Place = { case_version: number; at: Date }

/** Where an entry stands among what came; undefined where it was taken back. */
async function placeOf(tx: Tx, found: FoundCase, id: EntryId): Promise<Place | undefined> {
  const entry = tx
    .selectFrom('entries')
    .select(['case_version', 'at'])
    .where('id', '=', id)
    .where('case_id', '=', found.id)
  const unsent = tx
    .selectFrom('unsent_messages')
    .select(['case_version', 'sent_at as at'])
    .where('id', '=', id)
    .where('case_id', '=', found.id)
  return entry.unionAll(unsent).executeTakeFirst()
}

function cameAfter(place: Place | undefined, seen: EntryId) {
  if (place === undefined)
    return sql<boolean>`(at, id) > (${new Date(millisecondsOf(seen))}::timestamptz, ${seen}::uuid)`
  return sql<boolean>`(case_version, at, id) > (${place.case_version}::int, ${place.at}::timestamptz, ${seen}::uuid)`
}

/** Entries are named by when they happened (RFC 9562): one that was taken back still says what had been seen. */
function millisecondsOf(id: EntryId): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
