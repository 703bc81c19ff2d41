import type { StaffRole, Tx } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'

export type StaffMember = {
  id: StaffId
  name: string
  email: string
  role: StaffRole
  timeZone: string
  active: boolean
}

/** One of the vendor's people, also one who has left; undefined where the id is nobody's. */
export async function readStaff(tx: Tx, id: StaffId): Promise<StaffMember | undefined> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'role', 'time_zone as timeZone', 'active'])
    .where('id', '=', id)
    .executeTakeFirst()
}
