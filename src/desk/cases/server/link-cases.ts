import './tables.ts'
import type { linkCasesEndpoint, LinkKind, LinkView } from '#desk/cases/domain/work-contract.ts'
import { type FoundCase, findCase, lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { readLinks } from '#desk/cases/server/list-links.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { type CaseId, type LinkId, newId } from '#platform/ids.ts'

/**
 * Links two cases, seen from both (SPEC 5.3). A duplicate and a follow-up are cases of one account; related ones
 * may be of two. What is linked already in another way is refused; customers never see links of the desk.
 */
export async function linkCases(ctx: Context, input: InputOf<typeof linkCasesEndpoint>): Promise<LinkView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const [found, other] = await lockBoth(ctx, tx, input.reference, input.other)
    await linkOnce(ctx, tx, input.kind, found, other)
    const links = await readLinks(tx, found.id)
    const made = links.find((one) => one.case.reference === other.reference)
    if (made === undefined) throw new Error('A link was not written')
    return made
  })
}

/** Two cases, locked in one order whichever is named first, so that two people never wait for each other. */
export async function lockBoth(
  ctx: Context,
  tx: Tx,
  reference: string,
  otherReference: string,
): Promise<[FoundCase, FoundCase]> {
  const references = [reference, otherReference]
  await tx
    .selectFrom('cases')
    .select('id')
    .where('reference', 'in', references)
    .orderBy('id')
    .forUpdate()
    .execute()
  return [await findCase(ctx, tx, reference), await findCase(ctx, tx, otherReference)]
}

/** Makes the link and tells both cases of it, unless it is there. Both have to be locked by the caller. */
export async function linkOnce(
  ctx: Context,
  tx: Tx,
  kind: LinkKind,
  found: FoundCase,
  other: FoundCase,
): Promise<void> {
  requireLinkable(kind, found, other)
  const earlier = await linkBetween(tx, found.id, other.id)
  if (earlier?.kind === kind && (kind === 'related' || earlier.case_id === found.id)) return
  if (earlier !== undefined)
    throw conflict('linked_otherwise', 'These two are linked in another way already; remove that link first.')
  await insertLink(ctx, tx, { kind, caseId: found.id, otherId: other.id })
  await tellBoth(ctx, tx, 'linked', { kind, found, other })
}

/** Removes the link that a locked case made at an instant, and tells both ends. */
export async function removeLink(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  { kind, madeAt }: { kind: LinkKind; madeAt: Date | null },
): Promise<void> {
  const removed = await tx
    .deleteFrom('case_links')
    .where('case_id', '=', found.id)
    .where('kind', '=', kind)
    .where('made_at', '=', madeAt)
    .returning('other_id')
    .execute()
  for (const { other_id: otherId } of removed) {
    const other = await lockCase(ctx, tx, await referenceOf(tx, otherId))
    await tellBoth(ctx, tx, 'unlinked', { kind, found, other })
  }
}

type Ends = { kind: LinkKind; found: FoundCase; other: FoundCase }

export async function tellBoth(
  ctx: Context,
  tx: Tx,
  type: 'linked' | 'unlinked',
  { kind, found, other }: Ends,
): Promise<void> {
  const said = (outward: boolean, reference: string) => [
    { kind: 'event' as const, event: { type, kind, outward, reference }, channel: 'desk' },
  ]
  await recordOnCase(ctx, tx, found, said(true, other.reference))
  await recordOnCase(ctx, tx, other, said(false, found.reference))
  await record(ctx, tx, {
    action: type === 'linked' ? 'case.linked' : 'case.unlinked',
    subjectType: 'case',
    subjectId: found.reference,
    accountId: found.account_id,
    detail: { kind, other: other.reference },
  })
}

function requireLinkable(kind: LinkKind, found: FoundCase, other: FoundCase): void {
  if (found.id === other.id) throw refuse('same_case', 'A case is not linked to itself.')
  if (kind !== 'related' && found.account_id !== other.account_id)
    throw refuse('other_account', 'The two cases are of different customers; they can only be related.')
}

function refuse(code: string, message: string): FourlineError {
  return new FourlineError('unprocessable', code, message)
}

/** The link alone, once. */
export async function insertLink(
  ctx: Context,
  tx: Tx,
  { kind, caseId, otherId }: { kind: LinkKind; caseId: CaseId; otherId: CaseId },
): Promise<void> {
  await tx
    .insertInto('case_links')
    .values({
      id: newId<LinkId>(ctx.now.getTime()),
      kind,
      case_id: caseId,
      other_id: otherId,
      made_by: ctx.actor.name,
      made_at: ctx.now,
    })
    .onConflict((conflicting) => conflicting.doNothing())
    .execute()
}

async function linkBetween(tx: Tx, a: CaseId, b: CaseId) {
  return tx
    .selectFrom('case_links')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('case_id', '=', a), eb('other_id', '=', b)]),
        eb.and([eb('case_id', '=', b), eb('other_id', '=', a)]),
      ]),
    )
    .executeTakeFirst()
}
