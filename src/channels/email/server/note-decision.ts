import './triage-tables.ts'
import { sql } from 'kysely'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { type AccountId, type MailId, newId } from '#platform/ids.ts'
import type { TriageDecision } from '../domain/contract.ts'
import type { HelpLink } from '../domain/help-link.ts'

type Decided = {
  mailId: MailId
  act: TriageDecision['act']
  reason?: string | undefined
  /** The account, the case or the links it names. */
  about?: string
  links?: HelpLink[]
  accountId?: AccountId
}

/** Puts on record what was decided about a message, beside the audit note of the verb. Returns its id. */
export async function noteDecision(ctx: Context, tx: Tx, decided: Decided): Promise<string> {
  const id = newId<string>(ctx.now.getTime())
  await tx
    .insertInto('triage_decisions')
    .values({
      id,
      mail_id: decided.mailId,
      act: decided.act,
      at: ctx.now,
      by_id: actorId(ctx.actor),
      by_name: ctx.actor.name,
      reason: decided.reason ?? null,
      about: decided.about ?? null,
      links: decided.links === undefined ? null : JSON.stringify(decided.links),
      account_id: decided.accountId ?? null,
    })
    .execute()
  return id
}

/** The same for many that were put aside at once, in one statement whatever their number. */
export async function noteDiscards(
  ctx: Context,
  tx: Tx,
  mailIds: readonly MailId[],
  reason: string,
): Promise<void> {
  const ids = mailIds.map(() => newId<string>(ctx.now.getTime()))
  await sql`insert into triage_decisions (id, mail_id, act, at, by_id, by_name, reason)
    select one.id, one.mail_id, 'discarded', ${ctx.now}::timestamptz, ${actorId(ctx.actor)}::uuid, ${ctx.actor.name}, ${reason}
    from unnest(${ids}::uuid[], ${[...mailIds]}::uuid[]) one (id, mail_id)`.execute(tx)
}
