import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import { reminderDays } from '#people/accounts/domain/ends-soon.ts'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import type { Context } from '#platform/context.ts'
import type { ContactId } from '#platform/ids.ts'
import { readContactPerson, readVendorScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

const atOnce = 200

/**
 * Thirty days before a certification ends its holder and the account’s admins hear of it, once, however often this
 * runs. The days are UTC’s: a reminder is early or late by hours, never a promise.
 */
export async function remindOfCertifications(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    const due = await tx
      .selectFrom('certifications as held')
      .innerJoin('contacts as contact', 'contact.id', 'held.contact_id')
      .select(['held.id', 'held.account_id', 'held.contact_id', 'held.kind', 'held.valid_until'])
      .select('contact.name')
      .where('held.ended_at', 'is', null)
      .where('held.reminded_at', 'is', null)
      .where('contact.ended_at', 'is', null)
      .where('held.valid_until', '>', day(ctx.now, 0))
      .where('held.valid_until', '<=', day(ctx.now, reminderDays))
      .orderBy('held.valid_until')
      .limit(atOnce)
      .forUpdate('held')
      .skipLocked()
      .execute()
    for (const { valid_until: until, ...one } of due) {
      await tellPeople(ctx, tx, {
        key: `certification:${one.id}:ending`,
        act: [{ what: 'certification_ending', told: await toldOf(tx, one) }],
        scene: await readVendorScene(tx),
        facts: {
          subject: `${one.name}, ${one.kind.replaceAll(/[_-]/g, ' ')}, last day ${lastDayWords(until ?? '')}`,
        },
        at: ctx.now,
        account: one.account_id,
        caseId: null,
      })
      await tx.updateTable('certifications').set({ reminded_at: ctx.now }).where('id', '=', one.id).execute()
    }
  })
}

type Of = { account_id: string; contact_id: ContactId }

async function toldOf(
  tx: Parameters<typeof readContactPerson>[0],
  { account_id: account, contact_id: holder }: Of,
) {
  const { rows } = await sql<{ id: ContactId }>`select id from contacts
    where account_id = ${account} and ended_at is null and (id = ${holder} or is_account_admin) order by id`.execute(
    tx,
  )
  const people = await Promise.all(rows.map((row) => readContactPerson(tx, row.id)))
  return people.filter((one) => one !== null)
}

function day(now: Date, later: number): string {
  return new Date(now.getTime() + later * 24 * 3_600_000).toISOString().slice(0, 10)
}

function lastDayWords(until: string): string {
  return Temporal.PlainDate.from(lastDayOf(until)).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}
