import type { addWatcherEndpoint, AudienceView } from '#desk/cases/domain/audience-contract.ts'
import { lockCase, visibleCases } from '#desk/cases/server/case-query.ts'
import { audienceOf, mayRemove } from '#desk/cases/server/read-audience.ts'
import { tellOthers, uploaderOf } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId, CaseId, ContactId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

type Input = InputOf<typeof addWatcherEndpoint>

/** News of a case names its readers one by one; more than this many are everybody. */
const mostWatchers = 50

/** A contact of the case's own account follows it; whoever sees the case may add them (SPEC 5.1, 5.3). */
export async function addWatcher(ctx: Context, input: Input): Promise<AudienceView> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    const contact = await tx
      .selectFrom('contacts')
      .select(['id', 'name'])
      .where('id', '=', input.contactId as ContactId)
      .where('account_id', '=', found.account_id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (contact === undefined) throw notFound('contact')
    const audience = await audienceOf(ctx, tx, found)
    if (contact.id === found.contact_id || audience.watchers.some((one) => one.id === contact.id)) {
      return audience
    }
    if (audience.watchers.length >= mostWatchers) {
      throw conflict('too_many_watchers', `A case is followed by at most ${mostWatchers} people.`)
    }
    await insertWatcher(ctx, tx, { caseId: found.id, accountId: found.account_id, contactId: contact.id })
    await tellOthers(tx, { ...found, caseId: found.id, accountId: found.account_id })
    await emit(ctx, tx, {
      name: 'case.watched',
      payload: { caseId: found.id, contactId: contact.id, by: actorId(ctx.actor) },
    })
    await record(ctx, tx, {
      action: 'case.watcher_added',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { contactId: contact.id },
    })
    return audienceOf(ctx, tx, found)
  })
}

/** A contact follows a case no more. Who thereby sees it no more is told so with `null`. */
export async function removeWatcher(ctx: Context, input: Input): Promise<{ audience: AudienceView | null }> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    if (!mayRemove(ctx.actor, found, input.contactId)) {
      throw forbidden('permission_missing', `Only ${found.contact_name}, or they themselves, can do this.`)
    }
    const removed = await tx
      .deleteFrom('case_watchers')
      .where('case_id', '=', found.id)
      .where('contact_id', '=', input.contactId as ContactId)
      .returning('contact_id')
      .executeTakeFirst()
    if (removed !== undefined) {
      await tellOthers(tx, { ...found, caseId: found.id, accountId: found.account_id })
      await record(ctx, tx, {
        action: 'case.watcher_removed',
        subjectType: 'case',
        subjectId: found.reference,
        accountId: found.account_id,
        detail: { contactId: input.contactId },
      })
    }
    const still = await visibleCases(tx, ctx.actor).where('c.id', '=', found.id).executeTakeFirst()
    return { audience: still === undefined ? null : await audienceOf(ctx, tx, still) }
  })
}

type Watching = { caseId: CaseId; accountId: AccountId; contactId: ContactId }

/** Adds one who follows; adding twice is adding once. The contact has to be of this account. */
export async function insertWatcher(ctx: Context, tx: Tx, of: Watching): Promise<void> {
  await tx
    .insertInto('case_watchers')
    .values({
      case_id: of.caseId,
      account_id: of.accountId,
      contact_id: of.contactId,
      since: ctx.now,
      added_by: uploaderOf(ctx.actor),
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}
