import './portal-tables.ts'
import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import type {
  askColleagueEndpoint,
  RequestDraft,
  RequestFile,
  RequestView,
} from '#desk/cases/domain/request-contract.ts'
import { readRequestIn, requireContact, tellTheTwo } from '#desk/cases/server/case-requests.ts'
import { uploaderOf } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { type AccountId, type ContactId, type FileId, newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/** So many one person may have open at once. */
const mostOpen = 50

/**
 * A colleague asks one who holds a seat to submit a case for them (SPEC 3.8). Nothing is decided and no clock
 * starts: both are the submitter's. Files go over to the colleague, who can attach them.
 */
export async function askColleague(
  ctx: Context,
  input: InputOf<typeof askColleagueEndpoint>,
): Promise<RequestView> {
  const asker = requireContact(ctx.actor)
  return ctx.transaction(async (tx) => {
    const { colleagueId, note, attachmentIds, ...draft } = input
    const colleague = await requireSeat(tx, ctx.now, asker.accountId, colleagueId as ContactId)
    if (colleague.id === asker.contactId) {
      throw invalid('colleagueId', 'You may submit the case yourself.')
    }
    await requireProduct(tx, draft)
    await requireFew(tx, asker.contactId)
    const id = newId(ctx.now.getTime())
    await tx
      .insertInto('case_requests')
      .values({
        id,
        account_id: asker.accountId,
        asker_id: asker.contactId,
        asked_id: colleague.id,
        state: 'open',
        draft: JSON.stringify(draft),
        files: JSON.stringify(await handOver(ctx, tx, attachmentIds ?? [], colleague.id)),
        note: note ?? null,
        asked_at: ctx.now,
        answered_at: null,
        answer: null,
        case_id: null,
      })
      .execute()
    const request = await readRequestIn(ctx, tx, id)
    await tellTheTwo(tx, asker.accountId, request)
    await emit(ctx, tx, { name: 'request.asked', payload: { requestId: id } })
    await record(ctx, tx, {
      action: 'request.asked',
      subjectType: 'case_request',
      subjectId: id,
      accountId: asker.accountId,
      detail: { askedId: colleague.id },
    })
    return request
  })
}

/** Whoever is asked is a current colleague with an active seat of an agreement in force. */
async function requireSeat(
  tx: Tx,
  now: Date,
  accountId: AccountId,
  id: ContactId,
): Promise<{ id: ContactId }> {
  const colleague = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (colleague === undefined) throw notFound('colleague')
  const seat = await tx
    .selectFrom('seats')
    .innerJoin('agreements', 'agreements.id', 'seats.agreement_id')
    .select('seats.id')
    .where('seats.contact_id', '=', id)
    .where('seats.state', '=', 'active')
    .where(sql<boolean>`in_force(agreements, ${now})`)
    .executeTakeFirst()
  if (seat === undefined)
    throw conflict('colleague_without_seat', 'This colleague may not submit cases either.')
  return colleague
}

async function requireProduct(tx: Tx, { productCode }: RequestDraft): Promise<void> {
  const product = await tx
    .selectFrom('products')
    .select('code')
    .where('code', '=', productCode)
    .executeTakeFirst()
  if (product === undefined) {
    throw invalid('productCode', `There is no product “${productCode}”.`, 'unknown_product')
  }
}

async function requireFew(tx: Tx, askerId: ContactId): Promise<void> {
  const open = await tx
    .selectFrom('case_requests')
    .select('id')
    .where('asker_id', '=', askerId)
    .where('state', '=', 'open')
    .limit(mostOpen)
    .execute()
  if (open.length >= mostOpen) {
    throw conflict('too_many_open', 'So much is waiting for your colleagues already. Ask them first.')
  }
}

/** The files become the colleague's, who can read and attach them from now on. */
async function handOver(
  ctx: Context,
  tx: Tx,
  ids: readonly string[],
  colleagueId: ContactId,
): Promise<RequestFile[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const files = await tx
    .updateTable('files')
    .set({ uploaded_by: `contact:${colleagueId}` })
    .where('id', 'in', wanted as FileId[])
    .where('entry_id', 'is', null)
    .where('uploaded_by', '=', uploaderOf(ctx.actor))
    .returning(['id', 'name', 'media_type', 'bytes'])
    .execute()
  if (files.length !== wanted.length) throw notFound('file')
  return files.map((file) => ({
    id: file.id,
    name: file.name,
    mediaType: file.media_type,
    bytes: Number(file.bytes),
  }))
}
