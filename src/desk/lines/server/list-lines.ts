import './tables.ts'
import '#people/auth/server/tables.ts'
import type { LineView } from '#desk/lines/domain/contract.ts'
import type { Context } from '#platform/context.ts'

/** The four lines in their order, and who is on them. */
export async function listLines(ctx: Context): Promise<{ items: LineView[] }> {
  return ctx.transaction(async (tx) => {
    const lines = await tx.selectFrom('lines').selectAll().orderBy('number').execute()
    const members = await tx
      .selectFrom('line_members as member')
      .innerJoin('staff as person', 'person.id', 'member.staff_id')
      .select(['member.line', 'person.id', 'person.name'])
      .where('person.active', '=', true)
      .orderBy('person.name')
      .execute()
    return {
      items: lines.map((line) => ({
        number: line.number,
        name: line.name,
        customerName: line.customer_name,
        members: members.filter((one) => one.line === line.number).map(({ id, name }) => ({ id, name })),
      })),
    }
  })
}
