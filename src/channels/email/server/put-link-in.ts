import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { linkAddress } from '#people/auth/server/link-token.ts'
import { linkPlace } from '../domain/link-mail.ts'
import { choiceAddress } from './offer-choice.ts'

type Unsent = { link_id: string | null; choice_id: string | null; body: string }

/**
 * The text of a mail with its link, made as it is sent and stored nowhere.
 * @returns null where the link opens nothing any more, and the mail is of no use
 */
export async function putLinkIn(ctx: Context, tx: Tx, mail: Unsent, secret: string): Promise<string | null> {
  const { link_id: linkId, choice_id: choiceId, body } = mail
  if (linkId === null && choiceId === null) return body
  const address =
    choiceId === null
      ? await signInAddress(ctx, tx, linkId, secret)
      : await choiceAddress(ctx, tx, choiceId, secret)
  // As a function: a place may hold what `replace` reads as a pattern.
  return address === null ? null : body.replaceAll(linkPlace, () => address)
}

async function signInAddress(
  ctx: Context,
  tx: Tx,
  linkId: string | null,
  secret: string,
): Promise<string | null> {
  const link = await tx
    .selectFrom('sign_in_links')
    .select(['id', 'purpose', 'wanted'])
    .where('id', '=', linkId)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  if (link === undefined || link.purpose === 'second_step') return null
  const { id, purpose, wanted } = link
  return linkAddress(ctx.publicUrl, secret, { id, purpose, wanted })
}
