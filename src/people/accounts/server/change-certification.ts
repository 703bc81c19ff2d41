import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { type CertificationView, changeCertificationInput } from '../domain/certification-contract.ts'
import { certificationOf, requireProof } from './certification-rows.ts'

/**
 * Corrects a certification: another one stands instead of it, and what stood before stays on record with the reason.
 * A file that proved it goes on proving it. For managers. Throws `ended_already`.
 */
export async function changeCertification(
  ctx: Context,
  input: z.input<typeof changeCertificationInput>,
): Promise<CertificationView> {
  requireVendor(ctx, 'manager')
  const { id, reason, proofFileId, ...next } = changeCertificationInput.parse(input)
  return ctx.transaction(async (tx) => {
    const held = await lockStanding(tx, id)
    const newFile = await requireProof(ctx, tx, proofFileId)
    const newer = newId<string>(ctx.now.getTime())
    await tx
      .insertInto('certifications')
      .values({
        id: newer,
        account_id: held.account_id,
        contact_id: held.contact_id,
        kind: next.kind,
        valid_from: next.validFrom,
        valid_until: next.validUntil,
        proof: next.proof,
        proof_file_id: newFile ?? held.proof_file_id,
        added_by: ctx.actor.name,
        added_at: ctx.now,
        // Who was told of this very day is not told again.
        reminded_at: next.validUntil === held.valid_until ? held.reminded_at : null,
      })
      .execute()
    await end(ctx, tx, id, { reason, replacedBy: newer })
    await record(ctx, tx, {
      action: 'certification.changed',
      subjectType: 'contact',
      subjectId: held.contact_id,
      accountId: held.account_id,
      detail: {
        from: { kind: held.kind, validFrom: held.valid_from, validUntil: held.valid_until },
        to: { kind: next.kind, validFrom: next.validFrom, validUntil: next.validUntil },
      },
    })
    return certificationOf(tx, newer)
  })
}

/** A certification holds no longer, from now on; it stays on record with the reason. Throws `ended_already`. */
export async function revokeCertification(
  ctx: Context,
  { id, reason }: { id: string; reason: string },
): Promise<CertificationView> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const held = await lockStanding(tx, id)
    await end(ctx, tx, id, { reason, replacedBy: null })
    await record(ctx, tx, {
      action: 'certification.revoked',
      subjectType: 'contact',
      subjectId: held.contact_id,
      accountId: held.account_id,
      detail: { kind: held.kind, validFrom: held.valid_from, validUntil: held.valid_until },
    })
    return certificationOf(tx, id)
  })
}

async function lockStanding(tx: Tx, id: string) {
  const held = await tx
    .selectFrom('certifications')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (held === undefined) throw notFound('certification')
  if (held.ended_at !== null)
    throw conflict('ended_already', `${held.ended_by ?? 'Somebody'} has ended this certification already.`)
  return held
}

type Ending = { reason: string; replacedBy: string | null }

async function end(ctx: Context, tx: Tx, id: string, { reason, replacedBy }: Ending): Promise<void> {
  await tx
    .updateTable('certifications')
    .set({ ended_at: ctx.now, ended_by: ctx.actor.name, end_reason: reason, replaced_by: replacedBy })
    .where('id', '=', id)
    .execute()
}
