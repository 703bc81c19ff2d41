import './triage-tables.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, requireVendor, type Tx, within } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { CaseId, MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { noteDecision } from './note-decision.ts'
import { writeInbound } from './write-inbound.ts'

const untilMs = 60_000

/**
 * Takes back that a case was opened from a message: by who opened it, within a minute, while nothing has happened on
 * it. The case ends as withdrawn, with its clocks cancelled, and the message waits again. For staff. Throws
 * `cannot_take_back` otherwise.
 */
export async function takeBackCase(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const mail = await tx
      .selectFrom('inbound_mail')
      .select(['id', 'case_id'])
      .where('id', '=', id as MailId)
      .where('state', '=', 'case')
      .forUpdate()
      .executeTakeFirst()
    if (mail === undefined || mail.case_id === null) throw notFound('message')
    const opened = await untouchedCase(ctx, tx, mail.id, mail.case_id)
    if (opened === undefined)
      throw conflict('cannot_take_back', 'The case has moved on. Close it there, with the reason.')
    const { reference, version } = opened
    await closeCase(within(ctx, tx), { reference, version, reason: 'withdrawn' })
    await writeInbound(tx, mail.id, {
      state: 'triage',
      case_id: null,
      account_id: null,
      contact_id: null,
      placed_at: ctx.now,
    })
    await noteDecision(ctx, tx, { mailId: mail.id, act: 'brought_back', about: reference })
    await record(ctx, tx, {
      action: 'mail.brought_back',
      subjectType: 'mail',
      subjectId: mail.id,
      detail: { was: 'case', reference },
    })
    await announce(tx, { topic: 'triage', id: mail.id, version: 2, accountId: null })
    return { id: mail.id }
  })
}

/** The case, where the asker opened it from this message a moment ago and nobody has done anything since. */
async function untouchedCase(ctx: Context, tx: Tx, mailId: MailId, caseId: CaseId) {
  const decision = await tx
    .selectFrom('triage_decisions')
    .select(['by_id', 'at', 'act'])
    .where('mail_id', '=', mailId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (decision === undefined || (decision.act !== 'adopted' && decision.act !== 'accepted')) return undefined
  if (decision.by_id !== actorId(ctx.actor) || ctx.now.getTime() - decision.at.getTime() > untilMs)
    return undefined
  return tx
    .selectFrom('cases as c')
    .select(['c.reference', 'c.version'])
    .where('c.id', '=', caseId)
    .where('c.status', '=', 'new')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('entries as e')
            .select('e.id')
            .whereRef('e.case_id', '=', 'c.id')
            .where('e.at', '>', decision.at),
        ),
      ),
    )
    .executeTakeFirst()
}
