import './template-tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { announce } from '#platform/realtime/announce.ts'
import { checkTemplate } from '../domain/check-template.ts'
import {
  type MailLanguage,
  mailLanguages,
  type TemplateKind,
  templateKinds,
  type TemplateText,
} from '../domain/mail-template-kinds.ts'
import { shippedTemplates } from '../domain/shipped-templates.ts'
import type {
  MailTemplate,
  MailTemplates,
  resetTemplateEndpoint,
  saveMailDefaultsEndpoint,
  saveTemplateEndpoint,
} from '../domain/template-contract.ts'
import { templateProblemText } from '../domain/template-problem-text.ts'

/** The words of every kind of mail in every language. For admins. */
export async function listTemplates(ctx: Context): Promise<MailTemplates> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(templates)
}

/**
 * Keeps an admin's own words. Throws `bad_template` with each problem at its place, and `changed_meanwhile` for an
 * older version.
 */
export async function saveTemplate(
  ctx: Context,
  { kind, language, subject, body, version }: InputOf<typeof saveTemplateEndpoint>,
): Promise<MailTemplate> {
  requireVendor(ctx, 'admin')
  refuseBad(kind, { subject, body })
  return ctx.transaction(async (tx) => {
    const row = {
      subject,
      body,
      version: version + 1,
      changed_at: ctx.now,
      changed_by: ctx.actor.name,
    }
    const written =
      version === 0
        ? await tx
            .insertInto('mail_templates')
            .values({ ...row, kind, language })
            .onConflict((known) => known.doNothing())
            .returning('version')
            .executeTakeFirst()
        : await tx
            .updateTable('mail_templates')
            .set(row)
            .where('kind', '=', kind)
            .where('language', '=', language)
            .where('version', '=', version)
            .returning('version')
            .executeTakeFirst()
    if (written === undefined) throw changedMeanwhile()
    await note(ctx, tx, 'mail_template.changed', { kind, language })
    return templateOf(tx, kind, language)
  })
}

/** Takes back an admin's own words. Ours already is no mistake. */
export async function resetTemplate(
  ctx: Context,
  { kind, language, version }: InputOf<typeof resetTemplateEndpoint>,
): Promise<MailTemplate> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const gone = await tx
      .deleteFrom('mail_templates')
      .where('kind', '=', kind)
      .where('language', '=', language)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
    const now = await templateOf(tx, kind, language)
    if (gone === undefined && now.version !== 0) throw changedMeanwhile()
    if (gone !== undefined) await note(ctx, tx, 'mail_template.reset', { kind, language })
    return now
  })
}

/** The language of mail to those whose own is not known. */
export async function saveMailDefaults(
  ctx: Context,
  { language, version }: InputOf<typeof saveMailDefaultsEndpoint>,
): Promise<MailTemplates> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const row = { language, version: version + 1 }
    const written = await tx
      .insertInto('mail_defaults')
      .values(row)
      .onConflict((known) =>
        known.column('only_one').doUpdateSet(row).where('mail_defaults.version', '=', version),
      )
      .returning('version')
      .executeTakeFirst()
    if (written === undefined) throw changedMeanwhile()
    await note(ctx, tx, 'mail_defaults.changed', { language })
    return templates(tx)
  })
}

/** Throws `bad_template`, with the sentence of each problem. */
export function refuseBad(kind: TemplateKind, text: TemplateText): void {
  const problems = checkTemplate(kind, text)
  const [first] = problems
  if (first === undefined) return
  throw new FourlineError('unprocessable', 'bad_template', templateProblemText(first), {
    errors: problems.map((one) => ({ path: one.field, message: templateProblemText(one) })),
  })
}

async function templates(tx: Tx): Promise<MailTemplates> {
  const rows = await tx.selectFrom('mail_templates').selectAll().execute()
  const defaults = await tx.selectFrom('mail_defaults').selectAll().executeTakeFirst()
  const ofRow = (kind: TemplateKind, language: MailLanguage) =>
    viewOf(
      kind,
      language,
      rows.find((row) => row.kind === kind && row.language === language),
    )
  return {
    items: templateKinds.flatMap((kind) => mailLanguages.map((language) => ofRow(kind, language))),
    vendorName: (await readVendor(tx)).name,
    defaultLanguage: defaults?.language ?? 'en',
    defaultVersion: defaults?.version ?? 0,
  }
}

type Row = TemplateText & { version: number; changed_at: Date; changed_by: string }

async function templateOf(tx: Tx, kind: TemplateKind, language: MailLanguage): Promise<MailTemplate> {
  const row = await tx
    .selectFrom('mail_templates')
    .selectAll()
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  return viewOf(kind, language, row)
}

function viewOf(kind: TemplateKind, language: MailLanguage, row: Row | undefined): MailTemplate {
  const { subject, body } = row ?? shippedTemplates[language][kind]
  return {
    kind,
    language,
    subject,
    body,
    version: row?.version ?? 0,
    changedAt: row?.changed_at.toISOString() ?? null,
    changedBy: row?.changed_by ?? null,
  }
}

function changedMeanwhile(): FourlineError {
  const text = 'A colleague changed these words a moment ago. Nothing was saved; look at theirs first.'
  return conflict('changed_meanwhile', text)
}

async function note(ctx: Context, tx: Tx, action: string, detail: Record<string, string>): Promise<void> {
  const id = [detail['kind'], detail['language']].filter((part) => part !== undefined).join('/')
  await record(ctx, tx, { action, subjectType: 'mail_template', subjectId: id, detail })
  await announce(tx, { topic: 'mail_templates', id, version: 0, accountId: null })
}
