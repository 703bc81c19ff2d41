import './tables.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { announce } from '#platform/realtime/announce.ts'
import { changeVendorInput, type VendorSettings } from '../domain/vendor-contract.ts'
import { vendorSettings } from './read-vendor-settings.ts'
import { brokenRule } from './broken-rule.ts'

/**
 * Changes what is said about the vendor; what is left out stays. For admins. Throws `changed_meanwhile` for an
 * older version, and `reference_prefix_fixed` once a case carries the prefix.
 */
export async function changeVendor(
  ctx: Context,
  input: z.input<typeof changeVendorInput>,
): Promise<VendorSettings> {
  requireVendor(ctx, 'admin')
  const { version, ...change } = changeVendorInput.parse(input)
  return ctx.transaction(async (tx) => {
    const found = await tx.selectFrom('vendor').select('version').forNoKeyUpdate().executeTakeFirst()
    if (found === undefined) throw notFound('vendor')
    if (found.version !== version) {
      throw conflict(
        'changed_meanwhile',
        'A colleague changed these settings a moment ago. Nothing was saved; look at them again first.',
      )
    }
    await write(tx, change)
    await announce(tx, { topic: 'vendor', id: 'vendor', version: version + 1, accountId: null })
    await record(ctx, tx, {
      action: 'vendor.changed',
      subjectType: 'vendor',
      subjectId: 'vendor',
      detail: change,
    })
    return vendorSettings(ctx, tx)
  })
}

type Change = Omit<z.output<typeof changeVendorInput>, 'version'>

async function write(tx: Tx, change: Change): Promise<void> {
  const { name, supportAddress, referencePrefix, reopenDays, priorityDefinitions, publicUrl } = change
  try {
    await tx
      .updateTable('vendor')
      .set({
        version: sql<number>`version + 1`,
        ...(name !== undefined && { name, is_named: true }),
        ...(supportAddress !== undefined && { support_address: supportAddress }),
        ...(referencePrefix !== undefined && { reference_prefix: referencePrefix }),
        ...(reopenDays !== undefined && { reopen_days: reopenDays }),
        ...(priorityDefinitions !== undefined && {
          priority_definitions: JSON.stringify(priorityDefinitions),
        }),
        ...(publicUrl !== undefined && { public_url: publicUrl }),
      })
      .execute()
  } catch (error) {
    if (brokenRule(error) !== 'reference_prefix_fixed') throw error
    throw conflict(
      'reference_prefix_fixed',
      'Cases carry this prefix already, so it stays: people know their cases by it. Nothing was saved.',
    )
  }
}
