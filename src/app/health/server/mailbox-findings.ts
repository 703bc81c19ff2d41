import '#channels/email/server/mailbox-tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { fail, type Finding, ok } from '../domain/finding.ts'

const check = 'Mailboxes'
const patienceMinutes = 10

/** Mailboxes that are on and could not be read for ten minutes: mail may lie there that nobody sees. */
export async function mailboxFindings(ctx: Context): Promise<Finding[]> {
  const rows = await ctx.transaction((tx) =>
    tx
      .selectFrom('mailboxes')
      .select([
        'name',
        sql<number>`extract(epoch from now() - greatest(connected_at, changed_at)) / 60`.as('minutes'),
        'trouble_said',
      ])
      .where('state', '=', 'on')
      .orderBy('name')
      .execute(),
  )
  if (rows.length === 0) return []
  const silent = rows.filter(({ minutes }) => minutes >= patienceMinutes)
  if (silent.length === 0)
    return [ok(check, rows.length === 1 ? 'one is read' : `all ${rows.length} are read`)]
  return silent.map(({ name, minutes, trouble_said: said }) => {
    const since = minutes < 120 ? `${Math.floor(minutes)} min` : `${Math.floor(minutes / 60)} h`
    const why = said === null ? '' : `: ${said}`
    return fail(check, `“${name}” was not read for ${since}${why}`, 'Test it under Admin › Mailboxes.')
  })
}
