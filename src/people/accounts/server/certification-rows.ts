import './tables.ts'
import { sql } from 'kysely'
import { actorId, type Context, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { FileId } from '#platform/ids.ts'
import type { CertificationView } from '../domain/certification-contract.ts'

/** Certifications with whose they are, those that stand first, then the latest. */
export function selectCertifications(tx: Tx) {
  return tx
    .selectFrom('certifications as held')
    .innerJoin('contacts as contact', 'contact.id', 'held.contact_id')
    .selectAll('held')
    .select([
      'contact.name as contact_name',
      sql<string | null>`(select name from files where id = held.proof_file_id)`.as('proof_name'),
    ])
    .orderBy(sql`held.ended_at is not null`)
    .orderBy('held.valid_from', 'desc')
    .orderBy('held.id', 'desc')
}

type Row = Awaited<ReturnType<ReturnType<typeof selectCertifications>['execute']>>[number]

export function certificationView(row: Row): CertificationView {
  return {
    id: row.id,
    contact: { id: row.contact_id, name: row.contact_name },
    kind: row.kind,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    proof: row.proof,
    proofFile: row.proof_name,
    addedBy: row.added_by,
    addedAt: row.added_at?.toISOString() ?? null,
    ended:
      row.ended_at === null
        ? null
        : {
            at: row.ended_at.toISOString(),
            by: row.ended_by ?? '',
            reason: row.end_reason ?? '',
            wasCorrected: row.replaced_by !== null,
          },
  }
}

/** One of them, as it is answered. Throws `not_found`. */
export async function certificationOf(tx: Tx, id: string): Promise<CertificationView> {
  const row = await selectCertifications(tx).where('held.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('certification')
  return certificationView(row)
}

/** Proof is a file that whoever enters it has uploaded, and that hangs on nothing else. Throws `not_found`. */
export async function requireProof(ctx: Context, tx: Tx, fileId: string | null): Promise<FileId | null> {
  if (fileId === null) return null
  const { actor } = ctx
  const uploader = `${actor.kind}:${actorId(actor) ?? ''}`
  const { rows } = await sql<{ id: FileId }>`
    select id from files where id = ${fileId} and uploaded_by = ${uploader} and case_id is null and entry_id is null
    for update`.execute(tx)
  const [file] = rows
  if (file === undefined) throw notFound('file')
  return file.id
}
