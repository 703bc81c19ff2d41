import type { Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { PriorityDefinitions } from './tables.ts'

export type Vendor = {
  name: string
  supportAddress: string
  /** Before the number of a case: `FL` in `FL-48213`. */
  referencePrefix: string
  /** How long after its solution a reply reopens a case, in days (SPEC 5.1). */
  reopenDays: number
  priorityDefinitions: PriorityDefinitions
  /** While true, every sign-in is a demo sign-in. */
  isDemo: boolean
}

/** The one vendor of this installation. Throws `unavailable` before the first set-up. */
export async function readVendor(tx: Tx): Promise<Vendor> {
  const row = await tx.selectFrom('vendor').selectAll().executeTakeFirst()
  if (row === undefined) {
    throw new FourlineError(
      'unavailable',
      'not_set_up',
      'This installation has no vendor yet: open the address it printed when it started, or run `fourline user create`.',
    )
  }
  return {
    name: row.name,
    supportAddress: row.support_address,
    referencePrefix: row.reference_prefix,
    reopenDays: row.reopen_days,
    priorityDefinitions: row.priority_definitions,
    isDemo: row.is_demo,
  }
}
