import './tables.ts'
import type { Asker } from '#desk/cases/server/asker-of.ts'
import type { OpenCase } from '#desk/cases/server/open-case-input.ts'
import { clockEventsOf } from '#desk/cases/domain/clock-events-of.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { clocksAsWritten } from '#desk/cases/server/clocks-of-case.ts'
import { callEvent, decideCall } from '#desk/cases/server/log-call.ts'
import {
  type Author,
  later,
  type NewEntry,
  writeEntries,
  type WrittenEntry,
} from '#desk/cases/server/record-on-case.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import { freezePolicy } from '#promise/clocks/domain/freeze-policy.ts'
import { keepingMs } from '#promise/clocks/domain/clock-states.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import { keepPolicy } from '#promise/clocks/server/keep-policy.ts'
import { type DerivedClocks, deriveClocks } from '#promise/clocks/server/store-clocks.ts'
import type { Facts } from '#promise/entitlements/server/read-facts.ts'

type NewCase = {
  id: CaseId
  reference: string
  asker: Asker
  facts: Facts
  input: OpenCase
  receivedAt: Date
  /** What the timeline tells besides. */
  told: readonly EntryEvent[]
}

/** Writes the row of a new case with its first entries; its clocks are derived, to be written once it is there. */
export async function writeCase(
  ctx: Context,
  tx: Tx,
  { id, reference, asker, facts, input, receivedAt, told }: NewCase,
): Promise<{ entries: WrittenEntry[]; clocks: DerivedClocks }> {
  const { agreement, measures } = facts
  const policy =
    agreement === null
      ? null
      : freezePolicy(
          policyOfTerms(agreement.terms, agreement.zone, { hours: agreement.hours, ...measures }),
          receivedAt.getTime(),
          process.versions.tz ?? '',
        )
  const taken = takenByPerson(asker, input, ctx)
  const opened: EntryEvent = {
    type: 'opened',
    channel: asker.channel,
    priority: input.priority,
    ...(asker.onBehalf ? { onBehalf: true } : {}),
    ...(taken ? { answered: true } : {}),
    ...(input.follows === undefined ? {} : { follows: input.follows }),
  }
  const events = clockEventsOf([
    { at: receivedAt.getTime(), kind: 'event', visibility: 'public', author: 'staff', event: opened },
  ])
  const derived = deriveClocks(policy, events, keepingMs(events, ctx.now.getTime()))
  await tx
    .insertInto('cases')
    .values({
      id,
      reference,
      account_id: asker.accountId,
      contact_id: asker.contactId,
      agreement_id: agreement?.id ?? null,
      package_code: agreement?.terms.code ?? null,
      clock_policy_id: policy === null ? null : await keepPolicy(tx, policy),
      channel: asker.channel,
      type: input.type,
      topic: input.type === 'consultation' ? (input.topic ?? null) : null,
      service: input.type === 'request' ? (input.service ?? null) : null,
      product_code: input.productCode,
      priority: input.priority,
      status: taken ? 'in_progress' : 'new',
      close_reason: null,
      assignee_id: taken && ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      subject: input.subject,
      solution: null,
      cause: null,
      opened_by: `${ctx.actor.kind}:${actorId(ctx.actor) ?? ctx.actor.name}`,
      received_at: receivedAt,
      first_replied_at: taken ? receivedAt : null,
      solved_at: null,
      closed_at: null,
      last_entry_at: later(ctx.now, receivedAt),
      next_due_at: derived.nextDue ?? 'infinity',
      clocks_now: clocksAsWritten(derived),
      is_private: input.isPrivate ?? false,
    })
    .execute()
  const of = { caseId: id, accountId: asker.accountId }
  const contact: Author = { kind: 'contact', id: asker.contactId, name: facts.contact.name }
  const first: NewEntry[] = [
    { kind: 'event', event: opened, channel: asker.channel },
    ...told.map((event): NewEntry => ({ kind: 'event', event, channel: 'desk' })),
    ...callEntries(facts, input),
    {
      kind: 'message',
      body: input.description,
      channel: asker.channel,
      author: contact,
      attachmentIds: input.attachmentIds ?? [],
    },
  ]
  const entries = await writeEntries(ctx, tx, of, first, { at: receivedAt, version: 1 })
  return { entries, clocks: derived }
}

/**
 * Taking the call or session in which a case is opened is its first response (SPEC 4.3), also where the case goes
 * through another channel because the package has no phone support (SPEC 3.8).
 */
function takenByPerson(asker: Asker, { call }: OpenCase, ctx: Context): boolean {
  const spoken = call !== undefined || asker.channel === 'phone' || asker.channel === 'live_session'
  return ctx.actor.kind === 'staff' && spoken
}

/** The call on the timeline, with what the agreement says about its channel. */
function callEntries(facts: Facts, { call }: OpenCase): NewEntry[] {
  if (call === undefined) return []
  const event = { ...callEvent(call, decideCall(facts, call)), opened: true as const }
  return [{ kind: 'event', event, channel: call.by }]
}
