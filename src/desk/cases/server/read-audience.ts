import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { AudienceView } from '#desk/cases/domain/audience-contract.ts'
import { type FoundCase, findCase } from '#desk/cases/server/case-query.ts'
import { type Actor, type Context, isVendorSide, type Tx } from '#platform/context.ts'

/** Who at the account sees a case (SPEC 5.1). Throws 404 where the reader does not. */
export async function readAudience(ctx: Context, input: { reference: string }): Promise<AudienceView> {
  return ctx.transaction(async (tx) => audienceOf(ctx, tx, await findCase(ctx, tx, input.reference)))
}

/** The same inside an open transaction; verbs answer with it. */
export async function audienceOf(ctx: Context, tx: Tx, found: FoundCase): Promise<AudienceView> {
  const people = await tx
    .selectFrom('contacts as contact')
    .leftJoin('case_watchers as watcher', (join) =>
      join.onRef('watcher.contact_id', '=', 'contact.id').on('watcher.case_id', '=', found.id),
    )
    .select(['contact.id', 'contact.name', 'watcher.since'])
    .where('contact.account_id', '=', found.account_id)
    .where('contact.ended_at', 'is', null)
    .where('contact.id', '<>', found.contact_id)
    .orderBy('contact.name')
    .orderBy('contact.id')
    .execute()
  const shared = await tx
    .selectNoFrom(sql<boolean>`reads_company(${found.account_id})`.as('shared'))
    .executeTakeFirst()
  const you = ctx.actor.kind === 'contact' ? ctx.actor.contactId : null
  const watchers = people.filter((one) => one.since !== null)
  return {
    isPrivate: found.is_private,
    companyReads: shared?.shared === true && !found.is_private,
    opener: { id: found.contact_id, name: found.contact_name },
    watchers: watchers.map(({ id, name }) => ({
      id,
      name,
      isYou: id === you,
      mayRemove: mayRemove(ctx.actor, found, id),
    })),
    watching: watchers.some((one) => one.id === you),
    mayChange: mayKeepPrivate(ctx.actor, found),
    colleagues: people.filter((one) => one.since === null).map(({ id, name }) => ({ id, name })),
  }
}

/** Whoever opened it decides who reads it, the account's own admin where they see it, and staff. */
export function mayKeepPrivate(actor: Actor, found: FoundCase): boolean {
  if (isVendorSide(actor)) return true
  return actor.kind === 'contact' && (actor.contactId === found.contact_id || actor.role === 'contact_admin')
}

/** One leaves oneself; whoever decides about the case also removes others. */
export function mayRemove(actor: Actor, found: FoundCase, contactId: string): boolean {
  return mayKeepPrivate(actor, found) || (actor.kind === 'contact' && actor.contactId === contactId)
}
