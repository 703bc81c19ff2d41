import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { MailNeeds } from './relay.ts'

/** Whether a mail server is set to which mail goes; without one mail is kept. For whoever sends anything, customers too. */
export async function mailLeaves(ctx: Context, { smtpUrl }: Pick<MailNeeds, 'smtpUrl'>): Promise<boolean> {
  if (smtpUrl !== undefined) return true
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ leaves: boolean }>`select mail_leaves() leaves`.execute(tx)
    return rows[0]?.leaves === true
  })
}
