import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type { countTriageEndpoint, listTriageEndpoint } from '../domain/contract.ts'
import { codesOfGroups, type TriageGroup, triageGroupOf } from '../domain/triage-groups.ts'
import { triageItemOf } from './triage-item-of.ts'
import { triageRows } from './triage-rows.ts'

/** Messages that became no case, newest first; all, or those of one group. For staff. */
export async function listTriage(
  ctx: Context,
  asked: InputOf<typeof listTriageEndpoint>,
): Promise<ResponseOf<typeof listTriageEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    let query = waiting(tx, ctx.now, asked.group)
      .orderBy('mail.received_at', 'desc')
      .orderBy('mail.id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(mail.received_at, mail.id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(triageItemOf),
      next: last === undefined ? null : writeCursor({ key: last.received_at.toISOString(), id: last.id }),
    }
  })
}

function waiting(tx: Tx, at: Date, group: TriageGroup | undefined) {
  const query = triageRows(tx, at).where('mail.state', '=', 'triage')
  if (group === undefined) return query
  if (group === 'matched') return query.where('matched.mail_id', 'is not', null)
  if (group !== 'other') return query.where('mail.reason_code', 'in', codesOfGroups[group])
  const known = Object.values(codesOfGroups).flat()
  return query.where((eb) =>
    eb.or([eb('mail.reason_code', 'is', null), eb('mail.reason_code', 'not in', known)]),
  )
}

/** How many messages wait, by group of reasons; a matched one counts in both of its groups. For staff. */
export async function countTriage(ctx: Context): Promise<ResponseOf<typeof countTriageEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('inbound_mail as mail')
      .leftJoin('matched_mail as matched', 'matched.mail_id', 'mail.id')
      .select((eb) => [
        'mail.reason_code as code',
        eb.fn.count<number>('mail.id').as('n'),
        eb.fn.count<number>('matched.mail_id').as('matched'),
      ])
      .where('mail.state', '=', 'triage')
      .groupBy('mail.reason_code')
      .execute()
    const counts: Record<string, number> = {}
    for (const { code, n, matched } of rows) {
      const group = triageGroupOf(code ?? '')
      counts[group] = (counts[group] ?? 0) + Number(n)
      counts['matched'] = (counts['matched'] ?? 0) + Number(matched)
    }
    return { counts }
  })
}
