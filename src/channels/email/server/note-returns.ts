import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { type ReportedReturn, tokensOfAddresses } from '../domain/mail-report.ts'
import type { ReadableMail } from './examine-mail.ts'
import { letNextLeave, type Outgoing } from './mail-turn.ts'
import { suspendAddress, suspendedAddress } from './suspend-address.ts'
import type { Inbound } from './tables.ts'

/**
 * Writes what a report says of our mail on that mail, and what it means for its address. A report proves which mail
 * it is about by a token that only that mail carries: in the address it was sent to, or in the headers it sends back.
 * A Message-ID proves nothing: it is made of ids that colleagues of the recipient can read.
 * @returns whether it proved one; without, and where it names another recipient, nothing changes
 */
export async function noteReturns(
  ctx: Context,
  tx: Tx,
  inbound: Inbound,
  { mail, report }: ReadableMail,
  supportAddress: string,
): Promise<boolean> {
  if (report === undefined) return false
  const sentTo = tokensOfAddresses([...inbound.envelope_to, ...mail.to, ...mail.cc], supportAddress)
  const tokens = [...new Set([...sentTo, ...report.tokens])]
  if (tokens.length === 0) return false
  const ours = await tx
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('bounce_token', 'in', tokens)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const one of ours) {
    const news = returnOf(one.to_address, report.returns)
    if (news !== undefined && one.bounced_at === null) await noteReturn(ctx, tx, { inbound, one, news })
  }
  return ours.length > 0
}

/** What is said of this recipient; of one who is not named where it is said of nobody else. */
function returnOf(to: string, returns: readonly ReportedReturn[]): ReportedReturn | undefined {
  const address = suspendedAddress(to).toLowerCase()
  const own = returns.find(
    ({ recipient }) => recipient !== null && suspendedAddress(recipient).toLowerCase() === address,
  )
  const [first] = returns
  return own ?? (returns.length === 1 && first?.recipient === null ? first : undefined)
}

type Noted = { inbound: Inbound; one: Outgoing; news: ReportedReturn }

async function noteReturn(ctx: Context, tx: Tx, { inbound, one, news }: Noted): Promise<void> {
  const { kind, status, reason, said } = news
  // One that complains has read it.
  const cameBack = kind !== 'complaint' && (one.state === 'sent' || one.state === 'queued')
  await tx
    .updateTable('outgoing_mail')
    .set({
      bounced_at: ctx.now,
      bounce_kind: kind,
      bounce_status: status?.slice(0, 20) ?? null,
      bounce_reason: reason,
      bounce_said: said,
      bounced_by: inbound.id,
      // A report may be here before our own note that the mail has left.
      sent_at: one.sent_at ?? ctx.now,
      ...(cameBack && { state: 'returned' as const }),
    })
    .where('id', '=', one.id)
    .execute()
  if (cameBack) {
    const row = { id: newId<string>(ctx.now.getTime()), mail_id: one.id, at: ctx.now }
    const error = `It came back: ${said ?? status ?? reason}`.slice(0, 500)
    await tx
      .insertInto('outgoing_attempts')
      .values({ ...row, error })
      .execute()
    await letNextLeave(tx, one)
    await emit(ctx, tx, { name: 'mail.failed', payload: { mailId: one.id } })
  }
  await announce(tx, { topic: 'outgoing_mail', id: one.id, version: 3, accountId: null })
  const mailId: MailId = one.id
  await suspendAddress(ctx, tx, { mailId, to: one.to_address, reportId: inbound.id, news })
}
