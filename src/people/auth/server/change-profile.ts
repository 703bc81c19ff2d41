import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { changeProfileEndpoint } from '../domain/profile-contract.ts'
import { readMe } from './read-me.ts'

type Change = InputOf<typeof changeProfileEndpoint>
type Columns = { name: string; time_zone: string }

/**
 * A person changes how they are called and how they read: as contact of the account they are signed in for, or
 * as one of the vendor's people, who read English.
 */
export async function changeProfile(
  ctx: Context,
  change: Change,
): Promise<ResponseOf<typeof changeProfileEndpoint>> {
  return ctx.transaction(async (tx) => {
    const before = await readMe(within(ctx, tx))
    const after = {
      name: change.name ?? before.name,
      timeZone: change.timeZone ?? before.timeZone,
      language: change.language ?? before.language,
    }
    const changed = (['name', 'timeZone', 'language'] as const).filter((key) => after[key] !== before[key])
    if (changed.length === 0) return after
    await write(ctx, tx, { name: after.name, time_zone: after.timeZone }, after.language)
    await record(ctx, tx, {
      action: 'profile.changed',
      subjectType: before.kind,
      subjectId: before.id,
      accountId: before.account?.id ?? null,
      detail: { changed },
    })
    return after
  })
}

async function write(ctx: Context, tx: Tx, columns: Columns, language: string): Promise<void> {
  const { actor } = ctx
  const version = sql<number>`version + 1`
  if (actor.kind === 'staff') {
    await tx
      .updateTable('staff')
      .set({ ...columns, version })
      .where('id', '=', actor.staffId)
      .execute()
  } else if (actor.kind === 'contact') {
    await tx
      .updateTable('contacts')
      .set({ ...columns, language, version })
      .where('id', '=', actor.contactId)
      .execute()
  } else {
    throw new FourlineError('unauthenticated', 'sign_in_needed', 'Please sign in first.')
  }
}
