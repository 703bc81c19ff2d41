import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/context.ts'

/** The channel on which processes tell each other that rows changed. */
export const liveChannel = 'fourline_live'
/** The channel that wakes the sweeper when an earlier due time appears. */
export const dueChannel = 'fourline_due'

/**
 * What travels: ids only, never contents; whoever hears it fetches again under their own rights.
 * `accountId` says whose it is, `null` for the vendor's own; with `contactIds` it is only these people's there.
 */
export type Announcement = {
  topic: string
  id: string
  version: number
  accountId: string | null
  contactIds?: string[] | null
}

/**
 * Tells every process after the commit; a rollback tells no one.
 * @param contactIds what the database says: the only contacts who may hear of it, or null for the whole account
 */
export async function announce(
  tx: Tx,
  announcement: Announcement,
  contactIds: RawBuilder<string[] | null> = sql`null::uuid[]`,
): Promise<void> {
  const news = JSON.stringify(announcement)
  await sql`select pg_notify(${liveChannel},
    (${news}::jsonb || jsonb_build_object('contactIds', ${contactIds}))::text)`.execute(tx)
}
