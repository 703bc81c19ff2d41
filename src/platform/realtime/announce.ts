import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'

/** The channel on which processes tell each other that rows changed. */
export const liveChannel = 'fourline_live'
/** The channel that wakes the sweeper when an earlier due time appears. */
export const dueChannel = 'fourline_due'

/**
 * What travels: ids only, never contents; whoever hears it fetches again under their own rights.
 * `accountId` says whose it is, `null` for the vendor's own.
 */
export type Announcement = { topic: string; id: string; version: number; accountId: string | null }

/** Tells every process after the commit; a rollback tells no one. */
export async function announce(tx: Tx, announcement: Announcement): Promise<void> {
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(announcement)})`.execute(tx)
}
