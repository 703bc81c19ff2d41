import '#desk/cases/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { News, Person } from '../domain/whom-to-tell.ts'
import { readContactPerson, readVendorScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

/** Reaction to `request.asked`: the colleague who was asked to submit a case. */
export async function tellOfRequest(ctx: Context, { requestId }: { requestId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await readRequest(tx, requestId)
    if (found === undefined) return
    await tell(ctx, tx, found, { what: 'request_asked', asked: found.asked }, found.asker)
  })
}

/** Reaction to `request.answered`: whoever asked, and where the answer came from the asker, nobody. */
export async function tellOfAnsweredRequest(
  ctx: Context,
  { requestId }: { requestId: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await readRequest(tx, requestId)
    if (found === undefined || found.state === 'open' || found.state === 'withdrawn') return
    await tell(ctx, tx, found, { what: 'request_answered', asker: found.asker }, found.asked)
  })
}

type Found = NonNullable<Awaited<ReturnType<typeof readRequest>>>

async function readRequest(tx: Tx, requestId: string) {
  const row = await tx
    .selectFrom('case_requests')
    .select(['id', 'account_id', 'asker_id', 'asked_id', 'state', 'draft', 'case_id'])
    .where('id', '=', requestId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const asker = await readContactPerson(tx, row.asker_id)
  const asked = await readContactPerson(tx, row.asked_id)
  return { ...row, asker, asked }
}

async function tell(
  ctx: Context,
  tx: Tx,
  found: Found,
  news: News,
  by: (Person & { name: string }) | null,
): Promise<void> {
  await tellPeople(ctx, tx, {
    key: `request:${found.id}:${news.what}`,
    act: [news],
    scene: { ...(await readVendorScene(tx)), actor: by },
    facts: { who: by?.name ?? 'A colleague', subject: found.draft.subject },
    at: ctx.now,
    account: found.account_id,
    caseId: null,
  })
}
