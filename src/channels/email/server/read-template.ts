import './template-tables.ts'
import type { Tx } from '#platform/context.ts'
import { checkTemplate } from '../domain/check-template.ts'
import {
  type MailLanguage,
  mailLanguageOf,
  type TemplateKind,
  type TemplateText,
  type TemplateValues,
} from '../domain/mail-template-kinds.ts'
import { renderTemplate } from '../domain/render-template.ts'
import { shippedTemplates } from '../domain/shipped-templates.ts'

type Asked = { kind: TemplateKind; language: MailLanguage; values: TemplateValues }

/** Subject and text of a mail in the vendor's own words, or ours. */
export async function writeMail(
  tx: Tx,
  { kind, language, values }: Asked,
): Promise<TemplateText & { language: MailLanguage }> {
  return { ...renderTemplate(kind, await readTemplate(tx, kind, language), values), language }
}

/**
 * The words in force. Those that would not be saved today count for nothing, however they came into the table:
 * mail leaves in our words, and carries nothing it may not.
 */
export async function readTemplate(
  tx: Tx,
  kind: TemplateKind,
  language: MailLanguage,
): Promise<TemplateText> {
  const own = await tx
    .selectFrom('mail_templates')
    .select(['subject', 'body'])
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return own !== undefined && checkTemplate(kind, own).length === 0 ? own : shippedTemplates[language][kind]
}

/** The first language of these that there are texts in, else the vendor's for everybody whose own is not known. */
export async function chooseLanguage(
  tx: Tx,
  ...tags: readonly (string | null | undefined)[]
): Promise<MailLanguage> {
  for (const tag of tags) {
    const language = mailLanguageOf(tag)
    if (language !== undefined) return language
  }
  const row = await tx.selectFrom('mail_defaults').select('language').executeTakeFirst()
  return row?.language ?? 'en'
}
