import type { BreachView, CreditView } from '#desk/breaches/domain/contract.ts'
import { breachSummaryOf, findBreach, type FoundBreach, named } from '#desk/breaches/server/breach-query.ts'
import { creditOfBreach } from '#desk/breaches/server/credit-of-breach.ts'
import { clockKindOf } from '#desk/cases/domain/clock-kind-of.ts'
import { type Context, readerOf, requireVendor, type Tx } from '#platform/context.ts'
import { creditRuleSchema } from '#promise/agreements/domain/credit-rule.ts'
import { explainSentence } from '#promise/clocks/domain/explain-sentence.ts'

/** One missed promise with everything that is known of it. For staff. */
export async function readBreach(ctx: Context, { id }: { id: string }): Promise<BreachView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction((tx) => breachView(ctx, tx, id))
}

/** The same inside a transaction. Throws `not_found`. */
export async function breachView(ctx: Context, tx: Tx, id: string): Promise<BreachView> {
  const row = await findBreach(tx, id)
  const recorder = named(row.recorded_by, row.recorder_name)
  const reviewer = named(row.reviewed_by, row.reviewer_name)
  return {
    ...breachSummaryOf(row),
    startedAt: row.started_at.toISOString(),
    noticedAt: row.noticed_at.toISOString(),
    clause: row.clause,
    sentence: sentenceOf(ctx, row),
    agreementId: row.agreement_id,
    causeNote: row.cause_note,
    told:
      row.told === null || row.told_at === null ? null : { text: row.told, at: row.told_at.toISOString() },
    suggestion: await latestReply(tx, row),
    creditView: await creditViewOf(tx, row),
    recorded:
      recorder === null || row.recorded_at === null
        ? null
        : { by: recorder, at: row.recorded_at.toISOString() },
    reviewed:
      reviewer === null || row.reviewed_at === null
        ? null
        : { by: reviewer, at: row.reviewed_at.toISOString() },
    reviewNote: row.review_note,
    history: await historyOf(tx, id),
    ...mayDo(ctx, row),
  }
}

function sentenceOf(ctx: Context, row: FoundBreach): string {
  const { timeZone, language } = readerOf(ctx.actor)
  const asked = {
    kind: clockKindOf[row.kind],
    state: 'breached' as const,
    at: ctx.now.getTime(),
    guaranteed: true,
    targetMinutes: row.target_minutes,
    dueAt: row.due_at.getTime(),
    stoppedAt: row.stopped_at?.getTime() ?? null,
  }
  return explainSentence(asked, timeZone, language) ?? ''
}

function mayDo(ctx: Context, row: FoundBreach): Pick<BreachView, 'allowed' | 'isOwnRecord'> {
  const { actor } = ctx
  const isManager = actor.kind === 'staff' && actor.role !== 'agent' && actor.key === undefined
  const isOwn = actor.kind === 'staff' && actor.staffId === row.recorded_by
  const allowed: BreachView['allowed'] = []
  if (row.state === 'open' || row.state === 'recorded') allowed.push('record')
  if (row.state === 'recorded' && isManager && !isOwn) allowed.push('review')
  if (row.state === 'approved' && isManager) allowed.push('reopen')
  return { allowed, isOwnRecord: row.state === 'recorded' && isManager && isOwn }
}

/** What was last said to the customer once the promise was missed. */
async function latestReply(tx: Tx, row: FoundBreach): Promise<BreachView['suggestion']> {
  const found = await replies(tx, row).orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (found === undefined) return null
  return { entryId: found.id, text: found.body ?? '', at: found.at.toISOString(), by: found.author_name }
}

/** Replies of a case that left after the due time. */
export function replies(tx: Tx, { case_id, due_at }: Pick<FoundBreach, 'case_id' | 'due_at'>) {
  return tx
    .selectFrom('entries')
    .select(['id', 'body', 'at', 'author_name'])
    .where('case_id', '=', case_id)
    .where('kind', '=', 'message')
    .where('visibility', '=', 'public')
    .where('author_kind', '=', 'staff')
    .where('at', '>=', due_at)
}

async function creditViewOf(tx: Tx, row: FoundBreach): Promise<CreditView> {
  if (row.state === 'approved' && row.credit_minor !== null && row.credit_currency !== null)
    return {
      kind: 'given',
      rule: creditRuleSchema.parse(row.credit_rule),
      minor: row.credit_minor,
      currency: row.credit_currency,
      fullMinor: null,
      capMinor: row.credit_cap_minor ?? row.credit_minor,
    }
  const proposal = await creditOfBreach(tx, row)
  if (proposal.kind === 'none') return proposal
  const { rule, currency, credit } = proposal
  return {
    kind: 'proposed',
    rule,
    minor: credit.given,
    currency,
    fullMinor: credit.full,
    capMinor: credit.cap,
  }
}

const acts: Readonly<Record<string, BreachView['history'][number]['act']>> = {
  'breach.recorded': 'recorded',
  'breach.approved': 'approved',
  'breach.sent_back': 'sent_back',
  'breach.reopened': 'reopened',
}

async function historyOf(tx: Tx, id: string): Promise<BreachView['history']> {
  const rows = await tx
    .selectFrom('audit_log')
    .select(['at', 'actor_name', 'action', 'detail'])
    .where('subject_type', '=', 'breach')
    .where('subject_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ at, actor_name: by, action, detail }) => {
    const act = acts[action]
    const { note } = Object(detail)
    return act === undefined
      ? []
      : [{ at: at.toISOString(), by, act, note: typeof note === 'string' && note !== '' ? note : null }]
  })
}
