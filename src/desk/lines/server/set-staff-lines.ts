import './tables.ts'
import '#people/auth/server/tables.ts'
import type { SetStaffLines } from '#desk/lines/domain/contract.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound, FourlineError } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'

/** Says on which lines a person works; lines that are not named they leave. Cases they hold stay theirs. For admins. */
export async function setStaffLines(
  ctx: Context,
  input: SetStaffLines & { id: string },
): Promise<{ lines: number[] }> {
  requireVendor(ctx, 'admin')
  const id = input.id as StaffId
  const lines = [...new Set(input.lines)].toSorted(byNumber)
  return ctx.transaction(async (tx) => {
    // The lock keeps two who change the same person one after the other.
    const person = await tx
      .selectFrom('staff')
      .select('id')
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (person === undefined) throw notFound('member of staff')
    const known = await tx.selectFrom('lines').select('number').execute()
    const unknown = lines.find((line) => !known.some(({ number }) => number === line))
    if (unknown !== undefined) {
      throw new FourlineError('unprocessable', 'no_such_line', `There is no line ${unknown}.`)
    }
    const had = await tx.selectFrom('line_members').select('line').where('staff_id', '=', id).execute()
    const before = had.map(({ line }) => line).toSorted(byNumber)
    if (before.join() === lines.join()) return { lines }
    await tx.deleteFrom('line_members').where('staff_id', '=', id).execute()
    if (lines.length > 0) {
      const members = lines.map((line) => ({ line, staff_id: id }))
      await tx.insertInto('line_members').values(members).execute()
    }
    await record(ctx, tx, {
      action: 'line.members_changed',
      subjectType: 'staff',
      subjectId: id,
      detail: { from: before, to: lines },
    })
    return { lines }
  })
}

const byNumber = (one: number, other: number): number => one - other
