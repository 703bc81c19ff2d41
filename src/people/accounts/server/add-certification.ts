import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { addCertificationInput } from '../domain/account-input.ts'
import { requireProof } from './certification-rows.ts'
import { readContact } from './read-contact.ts'

/** Records what a contact is certified for, from and until which day. For managers, admins and the product itself. */
export async function addCertification(
  ctx: Context,
  input: z.input<typeof addCertificationInput>,
): Promise<{ id: string }> {
  requireVendor(ctx, 'manager')
  const { contactId, kind, validFrom, validUntil, proof, proofFileId } = addCertificationInput.parse(input)
  return ctx.transaction(async (tx) => {
    const contact = await readContact(tx, contactId)
    if (contact === undefined) throw notFound('contact')
    const { accountId } = contact
    const id = newId<string>(ctx.now.getTime())
    await tx
      .insertInto('certifications')
      .values({
        id,
        account_id: accountId,
        contact_id: contactId,
        kind,
        valid_from: validFrom,
        valid_until: validUntil,
        proof,
        proof_file_id: await requireProof(ctx, tx, proofFileId),
        added_by: ctx.actor.name,
        added_at: ctx.now,
      })
      .execute()
    await record(ctx, tx, {
      action: 'certification.added',
      subjectType: 'contact',
      subjectId: contactId,
      accountId,
      detail: { kind, validFrom, validUntil },
    })
    return { id }
  })
}
