import './triage-tables.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import type { TriageDecision } from '../domain/contract.ts'
import type { HelpLink } from '../domain/help-link.ts'

type Decided = {
  mailId: MailId
  act: TriageDecision['act']
  reason?: string | undefined
  /** The account, the case or the links it names. */
  about?: string
  links?: HelpLink[]
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
    })
    .execute()
  return id
}
