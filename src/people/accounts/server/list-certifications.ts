import { type Context, requireVendor } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import type { Exchange } from '#platform/http/route.ts'
import { sendFile } from '#platform/http/send-file.ts'
import type { ContactId } from '#platform/ids.ts'
import { sql } from 'kysely'
import type { CertificationView } from '../domain/certification-contract.ts'
import { certificationView, selectCertifications } from './certification-rows.ts'
import { readContact } from './read-contact.ts'

/** Everything a contact is or was certified for. For staff. */
export async function listCertifications(
  ctx: Context,
  { id }: { id: string },
): Promise<{ items: CertificationView[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    if ((await readContact(tx, id as ContactId)) === undefined) throw notFound('contact')
    const rows = await selectCertifications(tx)
      .where('held.contact_id', '=', id as ContactId)
      .execute()
    return { items: rows.map(certificationView) }
  })
}

/** What the asking contact is certified for; for an account admin, everybody of the account who is still there. */
export async function ownCertifications(ctx: Context): Promise<{ items: CertificationView[] }> {
  const { actor } = ctx
  if (actor.kind !== 'contact') throw forbidden('permission_missing', 'Customers read their own here.')
  return ctx.transaction(async (tx) => {
    let query = selectCertifications(tx)
      .where('held.account_id', '=', actor.accountId)
      .where('held.ended_at', 'is', null)
      .where('contact.ended_at', 'is', null)
    if (actor.role !== 'contact_admin') query = query.where('held.contact_id', '=', actor.contactId)
    const rows = await query.execute()
    // Who entered it is the vendor's own, and so is the file.
    return { items: rows.map((row) => ({ ...certificationView(row), addedBy: null, proofFile: null })) }
  })
}

/** The file that proves a certification, never shown in place. For staff. */
export async function readProof(ctx: Context, { id }: { id: string }, { reply }: Exchange): Promise<unknown> {
  requireVendor(ctx, 'agent')
  const file = await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ name: string; media_type: string; bytes: number; sha256: string }>`
      select f.name, f.media_type, f.bytes, f.sha256 from certifications c join files f on f.id = c.proof_file_id
      where c.id = ${id}`.execute(tx)
    if (rows[0] === undefined) throw notFound('file')
    return rows[0]
  })
  return sendFile(ctx, reply, file)
}
