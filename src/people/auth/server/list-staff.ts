import { sql } from 'kysely'
import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { listStaffEndpoint } from '../domain/staff-contract.ts'
import { selectStaffRecords, staffRecordOf } from './staff-record.ts'

/** Everybody who is or was one of the vendor's people, by name, a page at a time. For staff. */
export async function listStaff(
  ctx: Context,
  { limit, after }: InputOf<typeof listStaffEndpoint>,
): Promise<ResponseOf<typeof listStaffEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = selectStaffRecords(tx)
      .orderBy('s.name')
      .orderBy('s.id')
      .limit(limit + 1)
    if (after !== undefined)
      query = query.where(
        sql<boolean>`(s.name, s.id) > (select last.name, last.id from staff last where last.id = ${after})`,
      )
    const rows = await query.execute()
    const items = rows.slice(0, limit).map(staffRecordOf)
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  })
}
