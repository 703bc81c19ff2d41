import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'

/** Throws `no_such_person`, at this field, unless somebody of this id works here now. */
export async function requireColleague(tx: Tx, id: StaffId, path: string): Promise<void> {
  const found = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst()
  if (found === undefined) throw invalid(path, 'Nobody of your team has this id now.', 'no_such_person')
}
