import { askingPerson } from '#channels/notifications/server/asking-person.ts'
import { wantMonthlyReport, wantsMonthlyReport } from '#channels/notifications/server/monthly-report.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import type { mailReportEndpoint, setSubscriptionEndpoint } from '../domain/report-mail-contract.ts'
import { queueReportMail } from './queue-report-mail.ts'

/** Whether the asking manager gets the report each month. */
export async function readSubscription(ctx: Context): Promise<{ on: boolean }> {
  requireVendor(ctx, 'manager')
  const { id } = askingPerson(ctx)
  return ctx.transaction(async (tx) => ({ on: await wantsMonthlyReport(tx, id) }))
}

/** Gets it from the next first of a month on, or no more. */
export async function setSubscription(
  ctx: Context,
  { on }: InputOf<typeof setSubscriptionEndpoint>,
): Promise<{ on: boolean }> {
  requireVendor(ctx, 'manager')
  const { id: personId, audience, accountId } = askingPerson(ctx)
  return ctx.transaction(async (tx) => {
    if ((await wantsMonthlyReport(tx, personId)) === on) return { on }
    await wantMonthlyReport(tx, { personId, audience, accountId }, on ? ctx.now : null)
    await record(ctx, tx, {
      action: on ? 'report.subscribed' : 'report.unsubscribed',
      subjectType: 'staff',
      subjectId: personId,
    })
    return { on }
  })
}

/** Mails the report of a month to the asking manager now. */
export async function mailReportNow(
  ctx: Context,
  { month }: InputOf<typeof mailReportEndpoint>,
): Promise<{ to: string }> {
  requireVendor(ctx, 'manager')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('permission_missing', 'This is for people with a mailbox.')
  return ctx.transaction(async (tx) => {
    const mailId = newId<string>(ctx.now.getTime())
    const to = await queueReportMail(ctx, tx, { month, staffId: actor.staffId, mailId, isMonthly: false })
    if (to === undefined) throw forbidden('permission_missing', 'This is for people with a mailbox.')
    await record(ctx, tx, {
      action: 'report.mailed',
      subjectType: 'staff',
      subjectId: actor.staffId,
      detail: { month },
    })
    return { to }
  })
}
