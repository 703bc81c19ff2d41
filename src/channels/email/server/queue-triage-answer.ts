import { sql } from 'kysely'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { withChoice } from '../domain/choice-paragraph.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import type { TriageCode } from '../domain/place-mail.ts'
import { answerTemplate, productValues, type Publisher } from '../domain/triage-answer.ts'
import { offerChoice } from './offer-choice.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import { chooseLanguage, writeMail } from './read-template.ts'

const dayMs = 24 * 3_600_000

type Asked = {
  mailId: MailId
  address: string
  code: TriageCode
  /** The Marketplace product that the message names. */
  product?: Publisher | undefined
  /** The contact's own, or what the message says of itself, as tags; the first one there are words in. */
  languages?: readonly (string | undefined)[]
}

/** Tells a verified sender once that no case was opened: at most one such mail a day per address (SPEC 3.8). */
export async function queueTriageAnswer(
  ctx: Context,
  tx: Tx,
  { mailId, address, code, product, languages = [] }: Asked,
): Promise<void> {
  // Two messages of one sender are placed one after the other from here on.
  await sql`select pg_advisory_xact_lock(hashtextextended(${address.toLowerCase()}, 11))`.execute(tx)
  const told = await tx
    .selectFrom('outgoing_mail')
    .select('id')
    .where('kind', '=', 'triage_answer')
    .where('to_address', '=', address)
    .where('queued_at', '>', new Date(ctx.now.getTime() - dayMs))
    .executeTakeFirst()
  if (told !== undefined) return
  const { name: vendor, supportAddress } = await readVendor(tx)
  const language = await chooseLanguage(tx, ...languages)
  const answer = await writeMail(tx, {
    kind: product === undefined && code === 'marketplace_product' ? 'refused' : answerTemplate(code),
    language,
    values: { vendor, ...(product !== undefined && productValues(language, product)) },
  })
  const choiceId = code === 'several_accounts' ? await offerChoice(ctx, tx, { mailId, address }) : null
  await queueOutgoing(ctx, tx, {
    kind: 'triage_answer',
    account_id: null,
    case_id: null,
    entry_id: null,
    to_address: address,
    to_name: null,
    from_address: supportAddress,
    reply_to: null,
    ...(choiceId === null ? answer : withChoice(answer)),
    choice_id: choiceId,
    message_id: ownMessageId('answer', mailId, supportAddress),
    in_reply_to: null,
  })
}
