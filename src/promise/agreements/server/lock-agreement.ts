import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'

/** The agreement, locked until the transaction ends: the first of the locks (SPEC 3.5). Throws `not_found`. */
export async function lockAgreement(tx: Tx, id: AgreementId) {
  const agreement = await tx
    .selectFrom('agreements')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (agreement === undefined) throw notFound('agreement')
  return agreement
}
