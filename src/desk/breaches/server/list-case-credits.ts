import { sql } from 'kysely'
import type { BreachSummary, listCaseCreditsEndpoint } from '#desk/breaches/domain/contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { Context } from '#platform/context.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'

type Row = { kind: BreachSummary['kind']; due_at: Date; minor: number; currency: string; given_at: Date }

/** What is given back on a case, once it is approved: for everybody who sees the case, and nothing of why. */
export async function listCaseCredits(
  ctx: Context,
  { reference }: { reference: string },
): Promise<ResponseOf<typeof listCaseCreditsEndpoint>> {
  return ctx.transaction(async (tx) => {
    const { id } = await findCase(ctx, tx, reference)
    const { rows } = await sql<Row>`select * from credits_of_case(${id})`.execute(tx)
    return {
      items: rows.map(({ kind, due_at: dueAt, minor, currency, given_at: givenAt }) => ({
        kind,
        dueAt: dueAt.toISOString(),
        minor,
        currency,
        givenAt: givenAt.toISOString(),
      })),
    }
  })
}
