import '#desk/cases/server/tables.ts'
import '#people/accounts/server/tables.ts'
import type { Selectable } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import { templatePhrases } from '../domain/template-phrases.ts'
import { chooseLanguage, writeMail } from './read-template.ts'
import type { OutgoingKind, OutgoingMailRow } from './tables.ts'

type Outgoing = Selectable<OutgoingMailRow>

/** What lets people in tells nothing of a case. Every other kind does, or may one day. */
const tellsNoCase: readonly OutgoingKind[] = [
  'sign_in_link',
  'password_reset',
  'invitation',
  'security_notice',
  'template_test',
]

/**
 * The mail as it is, or, where its account asks for mail without content, one that says only that there is something
 * new and where. Asked as it leaves, so that it holds for what was queued before; kept so, once it is written.
 */
export async function withoutContent(
  ctx: Context,
  tx: Tx,
  mail: Outgoing,
  vendorName: string,
): Promise<Outgoing> {
  const { account_id: accountId } = mail
  if (accountId === null || mail.without_content || tellsNoCase.includes(mail.kind)) return mail
  const asked = await tx
    .selectFrom('mail_privacy')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('without_content', '=', true)
    .executeTakeFirst()
  if (asked === undefined) return mail
  const language = await chooseLanguage(tx, await languageOf(tx, mail))
  const reference = mail.case_id === null ? undefined : await referenceOf(tx, mail.case_id)
  const home = `${ctx.publicUrl.replace(/\/$/, '')}/portal`
  const values = {
    vendor: vendorName,
    reference: reference ?? templatePhrases[language].yourCases,
    link: reference === undefined ? `${home}/notifications` : `${home}/cases/${reference}`,
  }
  const told = { ...(await writeMail(tx, { kind: 'something_new', language, values })), html: null }
  const row = { ...told, without_content: true }
  await tx.updateTable('outgoing_mail').set(row).where('id', '=', mail.id).execute()
  return { ...mail, ...row }
}

async function languageOf(tx: Tx, mail: Outgoing): Promise<string | undefined> {
  const row = await tx
    .selectFrom('contacts')
    .select('language')
    .where('account_id', '=', mail.account_id)
    .where('email', '=', mail.to_address)
    .executeTakeFirst()
  return row?.language
}

async function referenceOf(tx: Tx, caseId: CaseId): Promise<string | undefined> {
  const row = await tx.selectFrom('cases').select('reference').where('id', '=', caseId).executeTakeFirst()
  return row?.reference
}
