import './tables.ts'
import '#people/auth/server/tables.ts'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { changeLineInput, type LineView } from '#desk/lines/domain/contract.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { requireColleague } from '#people/auth/server/require-colleague.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { readLines } from './list-lines.ts'

type Change = z.output<typeof changeLineInput>

/**
 * Changes what a line is called, who is its manager and what it aims for. Cases that are open keep the aims they
 * were opened with. For admins. Throws `changed_meanwhile` for an older version.
 */
export async function changeLine(ctx: Context, input: z.input<typeof changeLineInput>): Promise<LineView> {
  requireVendor(ctx, 'admin')
  const { number, version, ...wanted } = changeLineInput.parse(input)
  return ctx.transaction(async (tx) => {
    const locked = await tx
      .selectFrom('lines')
      .select(['version', 'manager_id'])
      .where('number', '=', number)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (locked === undefined) throw notFound('line')
    requireVersion('line', locked.version, version)
    if (wanted.managerId !== null && wanted.managerId !== locked.manager_id)
      await requireColleague(tx, wanted.managerId as StaffId, 'managerId')
    const before = await lineOf(tx, number)
    const from = factsOf({ ...before, managerId: locked.manager_id })
    if (isDeepStrictEqual(from, factsOf(wanted))) return before
    await write(tx, number, version + 1, wanted)
    await record(ctx, tx, {
      action: 'line.changed',
      subjectType: 'line',
      subjectId: String(number),
      detail: { from, to: wanted },
    })
    return lineOf(tx, number)
  })
}

type Facts = Omit<Change, 'number' | 'version'>

function factsOf({ name, customerName, managerId, targets }: Facts): Facts {
  return { name, customerName, managerId, targets }
}

async function write(tx: Tx, number: number, version: number, wanted: Facts): Promise<void> {
  const { name, customerName, managerId, targets } = wanted
  await tx
    .updateTable('lines')
    .set({ name, customer_name: customerName, manager_id: managerId as StaffId | null, version })
    .where('number', '=', number)
    .execute()
  await tx.deleteFrom('line_targets').where('line', '=', number).execute()
  const rows = (['high', 'medium', 'low'] as const).flatMap((priority) => {
    const minutes = targets[priority]
    return minutes === null ? [] : [{ line: number, priority, minutes }]
  })
  if (rows.length > 0) await tx.insertInto('line_targets').values(rows).execute()
}

async function lineOf(tx: Tx, number: number): Promise<LineView> {
  const found = (await readLines(tx)).find((line) => line.number === number)
  if (found === undefined) throw notFound('line')
  return found
}
