import './triage-tables.ts'
import { type Selectable, sql } from 'kysely'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { type CaseId, type MailId, newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { listMatchedEndpoint, MatchedMail } from '../domain/matched-mail-contract.ts'
import { caseSubject } from '../domain/subject.ts'
import { attachable, freshMail } from './fresh-mail.ts'
import type { MatchedMailRow } from './triage-tables.ts'

/** Messages that wait for the asking contact, who may submit; nobody else finds any. */
export async function listMatched(
  ctx: Context,
  asked: InputOf<typeof listMatchedEndpoint>,
): Promise<ResponseOf<typeof listMatchedEndpoint>> {
  const { accountId } = requireContact(ctx)
  return ctx.transaction(async (tx) => {
    let query = tx
      .selectFrom('matched_mail')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('received_at', 'desc')
      .orderBy('mail_id', 'desc')
      .limit(asked.limit + 1)
    if (asked.after !== undefined) {
      const { key, id } = readCursor(asked.after)
      query = query.where(sql<boolean>`(received_at, mail_id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, asked.limit)
    const last = rows.length > asked.limit ? page.at(-1) : undefined
    return {
      items: page.map(viewOf),
      next:
        last === undefined ? null : writeCursor({ key: last.received_at.toISOString(), id: last.mail_id }),
    }
  })
}

/**
 * Opens a case from a message in the contact's own name, with what is hidden still hidden (EM-11). The decision is
 * about them, and its clocks start now (SPEC 3.8). A refusal leaves the message where it is.
 */
export async function adoptMatched(ctx: Context, { id }: { id: string }): Promise<{ reference: string }> {
  const { accountId } = requireContact(ctx)
  return ctx.transaction(async (tx) => {
    const mail = await lockMatched(tx, id)
    const inner = within(ctx, tx)
    const { reference } = await openCase(inner, {
      ...freshMail,
      subject: caseSubject(mail.subject),
      description: mail.body || '(no text)',
      attachmentIds: await attachable(inner, mail.attachments),
      receivedAt: ctx.now,
      mailId: mail.mail_id,
    })
    const opened = await lockCase(inner, tx, reference)
    const event = {
      type: 'mail_adopted' as const,
      receivedAt: mail.received_at.toISOString(),
      from: mail.from_address ?? '',
      verified: mail.verified,
    }
    await recordOnCase(inner, tx, opened, [{ kind: 'event', event, channel: 'email' }])
    await answer(ctx, tx, mail.mail_id, { id: opened.id, reference })
    await record(ctx, tx, {
      action: 'mail.adopted',
      subjectType: 'mail',
      subjectId: mail.mail_id,
      accountId,
      detail: { reference },
    })
    return { reference }
  })
}

/** It is not the account's: back to staff alone, who read that it was said. */
export async function disownMatched(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  const { accountId } = requireContact(ctx)
  return ctx.transaction(async (tx) => {
    const mail = await lockMatched(tx, id)
    await answer(ctx, tx, mail.mail_id, null)
    await record(ctx, tx, {
      action: 'mail.disowned',
      subjectType: 'mail',
      subjectId: mail.mail_id,
      accountId,
    })
    return { id: mail.mail_id }
  })
}

function requireContact({ actor }: Context) {
  if (actor.kind !== 'contact')
    throw forbidden('permission_missing', 'Messages are matched for customers: staff decide in triage.')
  return actor
}

/** Locked where staff lock it too: it is answered once. Throws 404 for what does not wait for the asker. */
async function lockMatched(tx: Tx, id: string): Promise<Selectable<MatchedMailRow>> {
  const { rows } = await sql<{ locked: boolean }>`select lock_matched_mail(${id}) as locked`.execute(tx)
  if (rows[0]?.locked !== true) throw notFound('message')
  return tx
    .selectFrom('matched_mail')
    .selectAll()
    .where('mail_id', '=', id as MailId)
    .executeTakeFirstOrThrow()
}

type Became = { id: CaseId; reference: string } | null

async function answer(ctx: Context, tx: Tx, mailId: MailId, became: Became): Promise<void> {
  const decisionId = newId<string>(ctx.now.getTime())
  await sql`select answer_matched_mail(${mailId}, ${decisionId}, ${ctx.now}, ${ctx.actor.name},
    ${became?.id ?? null}, ${became?.reference ?? null})`.execute(tx)
  await announce(tx, { topic: 'triage', id: mailId, version: 2, accountId: null })
  const { accountId } = requireContact(ctx)
  const submitters = sql<
    string[]
  >`array(select contact_id from seats where account_id = ${accountId} and state = 'active')`
  await announce(tx, { topic: 'matched_mail', id: mailId, version: 2, accountId }, submitters)
}

function viewOf(row: Selectable<MatchedMailRow>): MatchedMail {
  return {
    id: row.mail_id,
    receivedAt: row.received_at.toISOString(),
    from: { name: row.from_name, address: row.from_address },
    sender: row.verified ? 'verified' : 'not_verified',
    subject: row.subject,
    body: row.body,
    files: row.attachments.map(({ name, bytes }) => ({ name, bytes })),
  }
}
