import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { type AccountId, type CaseId, type ContactId, newId, type StaffId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { howToTell } from '../domain/how-to-tell.ts'
import { factsFor, type NotificationFacts } from '../domain/notification-words.ts'
import { type News, type Scene, type Told, whomToTell } from '../domain/whom-to-tell.ts'
import { readReaders } from './read-readers.ts'

export type Telling = {
  /** Names what happened: nobody is told of the same key twice. */
  key: string
  act: readonly News[]
  scene: Scene
  facts: NotificationFacts
  at: Date
  /** Whose it is; contacts are told within it only. */
  account: AccountId | null
  caseId: CaseId | null
}

/**
 * Tells everybody whom an act concerns, each as they chose. Runs in the transaction of a reaction and any number of
 * times: rows that are there already stay as they are, and only new ones send mail.
 */
export async function tellPeople(ctx: Context, tx: Tx, telling: Telling): Promise<void> {
  const told = whomToTell(telling.act, telling.scene)
  if (told.length === 0) return
  const readers = await readReaders(tx, told)
  const rows = told
    .flatMap((one) => {
      const reader = readers.get(one.person.id)
      if (reader === undefined) return []
      const piece = { kind: one.kind, carried: one.carried, at: telling.at.getTime() }
      const { inApp, mail, mailAt } = howToTell(piece, reader, ctx.now.getTime(), ctx.sendingDelayMs)
      return inApp || mail !== 'none'
        ? [{ ...rowOf(ctx, telling, one), in_app: inApp, mail, mail_at: dateOf(mailAt) }]
        : []
    })
    // One order for everybody, so that two reactions never wait for each other.
    .toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1))
  if (rows.length === 0) return
  const added = await tx
    .insertInto('notifications')
    .values(rows)
    .onConflict((known) => known.columns(['person_id', 'event_key']).doNothing())
    .returning(['id', 'person_id', 'account_id', 'contact_id', 'mail', 'mail_at'])
    .execute()
  for (const row of added) {
    await tellBrowsers(tx, row.person_id, row.account_id)
    if (row.mail === 'due')
      await enqueueJob(
        tx,
        'mail-notifications',
        { personId: row.person_id },
        { runAt: row.mail_at ?? ctx.now },
      )
  }
}

function rowOf(ctx: Context, telling: Telling, { person, kind }: Told) {
  const isStaff = person.kind === 'staff'
  return {
    id: newId<string>(ctx.now.getTime()),
    person_id: person.id,
    event_key: telling.key,
    staff_id: isStaff ? (person.id as StaffId) : null,
    contact_id: isStaff ? null : (person.id as ContactId),
    account_id: isStaff ? null : telling.account,
    case_id: telling.caseId,
    kind,
    facts: JSON.stringify(factsFor(person.kind, telling.facts)),
    at: telling.at,
    read_at: null,
  }
}

function dateOf(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}

/** The person's own browsers fetch again. */
export async function tellBrowsers(tx: Tx, personId: string, accountId: AccountId | null): Promise<void> {
  const topic = `notifications:${personId}`
  const only = sql<
    string[] | null
  >`case when ${accountId === null} then null else array[${personId}::uuid] end`
  await announce(tx, { topic, id: personId, version: 1, accountId }, only)
}
