import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { actorId, type Context, isVendorSide, requireVendor, type Tx } from '#platform/context.ts'
import { forbidden, invalid, notFound } from '#platform/errors.ts'
import type { Exchange } from '#platform/http/route.ts'
import { sendFile } from '#platform/http/send-file.ts'
import { type AgreementId, newId } from '#platform/ids.ts'
import type { DocumentView } from '#promise/agreements/domain/agreement-contract.ts'
import { lockAgreement } from './lock-agreement.ts'

type Upload = { name: string; media_type: string; bytes: number; sha256: string }

/**
 * Keeps a file that the asker uploaded as a signed paper of an agreement. A paper is added, never replaced, and named
 * by the SHA-256 of its bytes. Throws `not_found`, and `invalid` for what is no PDF and no image.
 */
export async function addDocument(
  ctx: Context,
  { id, fileId }: { id: string; fileId: string },
): Promise<void> {
  requireVendor(ctx, 'manager')
  await ctx.transaction(async (tx) => {
    const agreement = await lockAgreement(tx, id as AgreementId)
    const { rows } = await sql<Upload>`
      select name, media_type, bytes, sha256 from files
      where id = ${fileId} and case_id is null and uploaded_by = ${`${ctx.actor.kind}:${actorId(ctx.actor) ?? ''}`}
      for update`.execute(tx)
    const [file] = rows
    if (file === undefined) throw notFound('file')
    if (!/^(application\/pdf|image\/(png|jpeg|webp|gif|tiff))$/.test(file.media_type))
      throw invalid('fileId', 'A signed paper is a PDF or an image.', 'not_a_paper')
    const documentId = newId<string>(ctx.now.getTime())
    await tx
      .insertInto('agreement_documents')
      .values({
        id: documentId,
        account_id: agreement.account_id,
        agreement_id: agreement.id,
        ...file,
        note: null,
        actor_name: ctx.actor.name,
        added_at: ctx.now,
      })
      .execute()
    await record(ctx, tx, {
      action: 'agreement.document_added',
      subjectType: 'agreement',
      subjectId: agreement.id,
      accountId: agreement.account_id,
      detail: { documentId, name: file.name, sha256: file.sha256 },
    })
  })
}

/** The papers of an agreement: for staff, and for the account's own admins once it is no draft. */
export async function listDocuments(
  ctx: Context,
  { id }: { id: string },
): Promise<{ items: DocumentView[] }> {
  requireReader(ctx)
  return ctx.transaction(async (tx) => {
    const agreement = await tx
      .selectFrom('agreements')
      .select(['id', 'account_id', 'state'])
      .where('id', '=', id as AgreementId)
      .executeTakeFirst()
    const { actor } = ctx
    const isForeign =
      actor.kind === 'contact' && (agreement?.account_id !== actor.accountId || agreement.state === 'draft')
    if (agreement === undefined || isForeign) throw notFound('agreement')
    return { items: await documentsOf(tx, agreement.id) }
  })
}

export async function documentsOf(tx: Tx, id: AgreementId): Promise<DocumentView[]> {
  const rows = await tx
    .selectFrom('agreement_documents')
    .selectAll()
    .where('agreement_id', '=', id)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    by: row.actor_name,
    at: row.added_at.toISOString(),
  }))
}

/** Sends a paper as a file; never shown in place, so that nothing in it can run here. */
export async function readDocument(
  ctx: Context,
  { id }: { id: string },
  { reply }: Exchange,
): Promise<unknown> {
  requireReader(ctx)
  const paper = await ctx.transaction((tx) =>
    tx
      .selectFrom('agreement_documents as paper')
      .innerJoin('agreements as agreement', 'agreement.id', 'paper.agreement_id')
      .selectAll('paper')
      .select('agreement.state')
      .where('paper.id', '=', id)
      .executeTakeFirst(),
  )
  const { actor } = ctx
  const isForeign =
    actor.kind === 'contact' && (paper?.account_id !== actor.accountId || paper.state === 'draft')
  if (paper === undefined || isForeign) throw notFound('document')
  return sendFile(ctx, reply, paper)
}

/** What was signed is for those who answer for the account. */
function requireReader({ actor }: Context): void {
  if (isVendorSide(actor) || (actor.kind === 'contact' && actor.role === 'contact_admin')) return
  throw forbidden('permission_missing', 'The signed papers are for the account’s own admins.')
}
