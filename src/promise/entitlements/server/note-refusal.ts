import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import {
  type AccountId,
  type CaseId,
  type ContactId,
  type EntryId,
  type MailId,
  newId,
} from '#platform/ids.ts'
import { decisionInputs } from '#promise/entitlements/domain/decision-inputs.ts'
import type { Occasion } from '#promise/entitlements/domain/refusal-contract.ts'
import type { TakenDecision } from '#promise/entitlements/server/decide-for.ts'

/** Who was refused, and where. */
export type Refused = {
  occasion: Occasion
  accountId: AccountId
  contactId: ContactId
  caseId?: CaseId
  mailId?: MailId
  entryId?: EntryId
}

/**
 * Notes a refusal in the log, in the transaction it is called in: one row for a person, a question and a day of
 * theirs, or for a mail or a call. What is only shown again stays as it was noted, which costs no write; what is
 * asked again is counted.
 */
export async function noteRefusal(
  tx: Tx,
  refused: Refused,
  taken: TakenDecision,
  again: 'count' | 'once',
): Promise<void> {
  const { question, rendered, timeZone } = taken
  const at = new Date(question.at)
  const row = {
    id: newId<string>(question.at),
    account_id: refused.accountId,
    contact_id: refused.contactId,
    at,
    last_at: at,
    times: 1,
    occasion: refused.occasion,
    channel: question.channel,
    outcome: rendered.outcome,
    codes: rendered.reasons.map(({ code }) => code),
    inputs: decisionInputs(question),
    reasons: rendered.reasons.map(({ code, clause, text }) => ({ code, clause, text })),
    ways_forward: rendered.waysForward.map(({ code, text }) => ({ code, text })),
    language: rendered.language,
    time_zone: timeZone,
    once_key: onceKey(refused, taken),
    case_id: refused.caseId ?? null,
    mail_id: refused.mailId ?? null,
  }
  await sql`select note_refusal(${JSON.stringify(row)}::jsonb, ${again === 'count'})`.execute(tx)
}

/** What was refused is waived: it is told in the log, and the same question asked again is another refusal. */
export async function markWaived(
  tx: Tx,
  refused: Refused,
  taken: TakenDecision,
  waiverId: string,
): Promise<void> {
  await tx
    .updateTable('refusals')
    .set({ waiver_id: waiverId })
    .where('once_key', '=', onceKey(refused, taken))
    .where('waiver_id', 'is', null)
    .execute()
}

/** Two refusals with the same key are one: the mail, the call, or the person's question of a day. */
function onceKey(refused: Refused, { question, timeZone }: TakenDecision): string {
  const { occasion, contactId, caseId, mailId, entryId } = refused
  if (mailId !== undefined) return `mail|${mailId}`
  if (entryId !== undefined) return `call|${entryId}`
  const day = Temporal.Instant.fromEpochMilliseconds(question.at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
  const { channel, type, topic, service, product, onBehalf } = question
  const asked = [channel, type, topic, service, product?.code, onBehalf].map((part) => part ?? '')
  return [occasion, caseId ?? contactId, day, ...asked].join('|')
}
