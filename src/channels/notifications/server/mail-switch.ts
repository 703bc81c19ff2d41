import './tables.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { MailSwitch } from '../domain/contract.ts'
import type { Audience } from '../domain/notification-kinds.ts'
import { usualChoice } from '../domain/notification-kinds.ts'
import { wantMonthlyReport, wantsMonthlyReport } from './monthly-report.ts'
import { dropGathered } from './notification-settings.ts'
import { mailTimes } from './read-readers.ts'
import { usualTimesRow } from './usual-times-row.ts'
import type { SwitchKind } from './tables.ts'
import type { AccountId } from '#platform/ids.ts'

type Switch = { personId: string; accountId: AccountId | null; audience: Audience; kind: SwitchKind }

/** What the link below a mail turns off, for whoever holds it. Throws 404 for a link that we never made. */
export async function readMailSwitch(ctx: Context, { token }: { token: string }): Promise<MailSwitch> {
  return asProduct(ctx).transaction(async (tx) => viewOf(tx, await findSwitch(tx, token)))
}

/** Turns it off, once or many times. Who holds the link can do this and nothing else. */
export async function turnMailOff(ctx: Context, { token }: { token: string }): Promise<MailSwitch> {
  const product = asProduct(ctx)
  return product.transaction(async (tx) => {
    const found = await findSwitch(tx, token)
    if (found.kind === 'digest') await endDigest(tx, found)
    else if (found.kind === 'report') await wantMonthlyReport(tx, found, null)
    else await endMail(tx, found, found.kind)
    await record(product, tx, {
      action: 'notifications.mail_off',
      subjectType: found.audience,
      subjectId: found.personId,
      accountId: found.accountId,
      detail: { kind: found.kind },
    })
    return viewOf(tx, found)
  })
}

function asProduct(ctx: Context): Context {
  return ctx.as({ kind: 'system', name: 'Fourline' })
}

async function findSwitch(tx: Tx, token: string): Promise<Switch> {
  const row = await tx.selectFrom('mail_switches').selectAll().where('token', '=', token).executeTakeFirst()
  if (row === undefined) throw notFound('link')
  const { person_id: personId, account_id: accountId, kind } = row
  return { personId, accountId, audience: accountId === null ? 'staff' : 'contact', kind }
}

async function endDigest(tx: Tx, { personId, accountId, audience }: Switch): Promise<void> {
  await tx
    .insertInto('notification_times')
    .values({ ...usualTimesRow({ id: personId, audience, accountId }), digest: 'none' })
    .onConflict((taken) => taken.column('person_id').doUpdateSet({ digest: 'none' }))
    .execute()
  await dropGathered(tx, personId)
}

async function endMail(tx: Tx, of: Switch, kind: Exclude<SwitchKind, 'digest' | 'report'>): Promise<void> {
  const { personId, accountId, audience } = of
  const { inApp } = usualChoice(audience, kind)
  await tx
    .insertInto('notification_choices')
    .values({ person_id: personId, account_id: accountId, kind, in_app: inApp, mail: 'off' })
    .onConflict((taken) => taken.columns(['person_id', 'kind']).doUpdateSet({ mail: 'off' }))
    .execute()
}

async function viewOf(tx: Tx, { personId, audience, kind }: Switch): Promise<MailSwitch> {
  if (kind === 'report') return { kind, audience, isOff: !(await wantsMonthlyReport(tx, personId)) }
  if (kind === 'digest') {
    const row = await tx
      .selectFrom('notification_times')
      .select('digest')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    return { kind, audience, isOff: (row?.digest ?? mailTimes(audience, undefined).digest) === 'none' }
  }
  const row = await tx
    .selectFrom('notification_choices')
    .select('mail')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return { kind, audience, isOff: (row?.mail ?? usualChoice(audience, kind).mail) === 'off' }
}
