import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import type { StaffRecord } from '../domain/staff-contract.ts'

/** The vendor's people as the admin console shows them, to be narrowed by whoever asks. */
export function selectStaffRecords(tx: Tx) {
  return tx.selectFrom('staff as s').select([
    's.id',
    's.name',
    's.email',
    's.role',
    's.time_zone as timeZone',
    's.version',
    sql<StaffRecord['state']>`case when not s.active then 'ended' when s.user_id is null then 'invited'
        else 'active' end`.as('state'),
    sql<Date | null>`(select max(l.created_at) from sign_in_links l
        where l.staff_id = s.id and l.purpose = 'invitation' and l.email = s.email)`.as('invitedAt'),
    sql<boolean>`exists (select from second_steps t
        where t.user_id = s.user_id and t.confirmed_at is not null)`.as('twoStep'),
  ])
}

type Row = Omit<StaffRecord, 'invitedAt'> & { invitedAt: Date | null }

/** A row as it goes over the wire. */
export function staffRecordOf({ invitedAt, ...row }: Row): StaffRecord {
  return { ...row, invitedAt: invitedAt?.toISOString() ?? null }
}

/** One of the vendor's people. Throws `not_found` where the id is nobody's. */
export async function staffRecord(tx: Tx, id: StaffId): Promise<StaffRecord> {
  const row = await selectStaffRecords(tx).where('s.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('member of staff')
  return staffRecordOf(row)
}
