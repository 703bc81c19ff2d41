import './tables.ts'
import '#people/auth/server/tables.ts'
import type { LineView } from '#desk/lines/domain/contract.ts'
import type { Context, Tx } from '#platform/context.ts'

/** The four lines in their order, who is on them, and what they aim for. */
export async function listLines(ctx: Context): Promise<{ items: LineView[] }> {
  return ctx.transaction(async (tx) => ({ items: await readLines(tx) }))
}

/** People who have left are named nowhere. */
export async function readLines(tx: Tx): Promise<LineView[]> {
  const lines = await tx
    .selectFrom('lines as line')
    .leftJoin('staff as manager', (join) =>
      join.onRef('manager.id', '=', 'line.manager_id').on('manager.active', '=', true),
    )
    .selectAll('line')
    .select('manager.name as manager_name')
    .orderBy('line.number')
    .execute()
  const members = await tx
    .selectFrom('line_members as member')
    .innerJoin('staff as person', 'person.id', 'member.staff_id')
    .select(['member.line', 'person.id', 'person.name'])
    .where('person.active', '=', true)
    .orderBy('person.name')
    .execute()
  const targets = await tx.selectFrom('line_targets').selectAll().execute()
  return lines.map(({ number, name, customer_name: customerName, version, ...line }) => {
    const minutesOf = (priority: 'high' | 'medium' | 'low'): number | null =>
      targets.find((one) => one.line === number && one.priority === priority)?.minutes ?? null
    const { manager_id: managerId, manager_name: managerName } = line
    return {
      number,
      name,
      customerName,
      members: members.filter((one) => one.line === number).map((one) => ({ id: one.id, name: one.name })),
      manager: managerId === null || managerName === null ? null : { id: managerId, name: managerName },
      targets: { high: minutesOf('high'), medium: minutesOf('medium'), low: minutesOf('low') },
      version,
    }
  })
}
