import '#people/auth/server/tables.ts'
import './inlet-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InletView } from '../domain/inlet-contract.ts'

/** Inlets with who made them. */
export function inletQuery(tx: Tx) {
  return tx
    .selectFrom('mail_inlets as inlet')
    .innerJoin('staff as maker', 'maker.id', 'inlet.created_by')
    .selectAll('inlet')
    .select('maker.name as madeBy')
}

type Row = Awaited<ReturnType<ReturnType<typeof inletQuery>['executeTakeFirstOrThrow']>>

export function inletViewOf(row: Row, publicUrl: string): InletView {
  const { id, name, provider, state, madeBy, version, last_refused_at: refusedAt } = row
  const isNewest = refusedAt !== null && (row.last_taken_at === null || row.last_taken_at < refusedAt)
  return {
    id,
    name,
    provider,
    url: `${publicUrl}/api/v1/mail-inlets/${id}/mime`,
    state,
    madeBy,
    createdAt: row.created_at.toISOString(),
    lastTakenAt: row.last_taken_at?.toISOString() ?? null,
    refused: isNewest ? { at: refusedAt.toISOString(), why: row.last_refusal ?? '' } : null,
    version,
  }
}

export async function readInletIn(ctx: Context, tx: Tx, id: string): Promise<InletView> {
  const row = await inletQuery(tx).where('inlet.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('mail inlet')
  return inletViewOf(row, ctx.publicUrl)
}
