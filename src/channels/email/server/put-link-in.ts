import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { linkToken } from '#people/auth/server/link-token.ts'
import type { LinkPurpose } from '#people/auth/domain/link-contract.ts'
import { linkPlace } from '../domain/link-mail.ts'

const pageOf: Readonly<Record<Exclude<LinkPurpose, 'second_step'>, string>> = {
  sign_in: '/signin/link',
  password_reset: '/reset',
  invitation: '/invite',
}

type Unsent = { link_id: string | null; body: string }

/**
 * The text of a mail with its link, made as it is sent and stored nowhere. The token follows a `#`, so that no
 * server on the way writes it into a log.
 * @returns null where the link opens nothing any more, and the mail is of no use
 */
export async function putLinkIn(ctx: Context, tx: Tx, mail: Unsent, secret: string): Promise<string | null> {
  if (mail.link_id === null) return mail.body
  const link = await tx
    .selectFrom('sign_in_links')
    .select(['id', 'purpose'])
    .where('id', '=', mail.link_id)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  if (link === undefined || link.purpose === 'second_step') return null
  const { id, purpose } = link
  const address = `${ctx.publicUrl}${pageOf[purpose]}#${linkToken(secret, { id, purpose })}`
  return mail.body.replace(linkPlace, address)
}
