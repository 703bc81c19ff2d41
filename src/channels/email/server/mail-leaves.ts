import './tables.ts'
import type { Context } from '#platform/context.ts'
import type { MailNeeds } from './relay.ts'

/** Whether a mail server is set to which mail goes; without one mail is kept. */
export async function mailLeaves(ctx: Context, { smtpUrl }: Pick<MailNeeds, 'smtpUrl'>): Promise<boolean> {
  if (smtpUrl !== undefined) return true
  return ctx.transaction(async (tx) => {
    const row = await tx.selectFrom('mail_relay').select('host').executeTakeFirst()
    return row !== undefined && row.host !== null
  })
}
