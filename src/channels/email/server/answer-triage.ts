import './triage-tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import type { MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { ownMessageId } from '../domain/own-message-id.ts'
import { choosableLinks } from './help-links.ts'
import { languageOfAddress } from './language-of-address.ts'
import { dropMatch } from './match-triage.ts'
import { noteDecision } from './note-decision.ts'
import { queueOutgoing } from './queue-outgoing.ts'
import { chooseLanguage, writeMail } from './read-template.ts'
import { findTriage } from './read-triage.ts'
import { writeInbound } from './write-inbound.ts'

const dayMs = 24 * 3_600_000

/**
 * Answers a message with links to help and puts it aside. The answer leaves once it can be taken back no longer. Only
 * a verified person is answered, once a day (SPEC 3.8). Says when it leaves. For staff. Throws `sender_not_verified`, `not_a_message` and
 * `answered_today`.
 */
export async function answerTriage(
  ctx: Context,
  { id, links }: { id: string; links: string[] },
): Promise<{ id: string; state: string; leavesAt: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    const address = row.from_address
    if (row.verdict?.verified !== true || address === null)
      throw conflict('sender_not_verified', 'Its sender is not verified: an answer could go to a stranger.')
    if (row.class !== 'message') throw conflict('not_a_message', 'A machine wrote it: it is never answered.')
    await requireFirstToday(ctx, tx, address)
    const { items } = await choosableLinks(ctx, tx)
    const chosen = items.filter((one) => links.includes(one.code))
    if (chosen.length < new Set(links).size) throw invalid('links', 'A link is not in the list any more.')
    await writeInbound(tx, row.id, { state: 'discarded', decided: 'answered', placed_at: ctx.now })
    await dropMatch(tx, row.id)
    const decisionId = await noteDecision(ctx, tx, {
      mailId: row.id,
      act: 'answered',
      about: chosen.map(({ label }) => label).join(', '),
      links: chosen.map(({ label, url }) => ({ label, url })),
    })
    const runAt = new Date(ctx.now.getTime() + (ctx.sendingDelayMs ?? 0))
    await enqueueJob(tx, 'send-self-help', { decisionId }, { runAt })
    await record(ctx, tx, {
      action: 'mail.answered',
      subjectType: 'mail',
      subjectId: row.id,
      detail: { links: chosen.map(({ code }) => code), was: row.reason_code },
    })
    await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    return { id: row.id, state: 'discarded', leavesAt: runAt.toISOString() }
  })
}

/** Two who answer one person at the same time do so one after the other. */
async function requireFirstToday(ctx: Context, tx: Tx, address: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${address.toLowerCase()}, 39))`.execute(tx)
  const answered = await tx
    .selectFrom('triage_decisions as d')
    .innerJoin('inbound_mail as mail', 'mail.id', 'd.mail_id')
    .select('d.id')
    .where('mail.from_address', '=', address)
    .where('mail.decided', '=', 'answered')
    .where('d.act', '=', 'answered')
    .where('d.at', '>', new Date(ctx.now.getTime() - dayMs))
    .executeTakeFirst()
  const left = await tx
    .selectFrom('outgoing_mail')
    .select('id')
    .where('kind', '=', 'self_help')
    .where('to_address', '=', address)
    .where('queued_at', '>', new Date(ctx.now.getTime() - dayMs))
    .executeTakeFirst()
  if (answered !== undefined || left !== undefined)
    throw conflict('answered_today', 'This person was answered with help within the last day already.')
}

/** Whether the latest answer to a locked message is queued: then nobody takes it back. */
export async function hasLeft(tx: Tx, mailId: MailId): Promise<boolean> {
  const answer = await tx
    .selectFrom('triage_decisions')
    .select('id')
    .where('mail_id', '=', mailId)
    .where('act', '=', 'answered')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (answer === undefined) return false
  const { supportAddress } = await readVendor(tx)
  const queued = await tx
    .selectFrom('outgoing_mail')
    .select('id')
    .where('message_id', '=', ownMessageId('help', answer.id, supportAddress))
    .executeTakeFirst()
  return queued !== undefined
}

/** Queues an answer, unless its message was brought back meanwhile. Runs at least once, queues once. */
export async function sendSelfHelp(ctx: Context, { decisionId }: { decisionId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('triage_decisions as d')
      .innerJoin('inbound_mail as mail', 'mail.id', 'd.mail_id')
      .select(['mail.id', 'mail.from_address', 'd.links'])
      .where('d.id', '=', decisionId)
      .where('mail.decided', '=', 'answered')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('triage_decisions as later')
              .select('later.id')
              .whereRef('later.mail_id', '=', 'mail.id')
              .whereRef('later.id', '>', 'd.id'),
          ),
        ),
      )
      .forUpdate('mail')
      .executeTakeFirst()
    if (found === undefined || found.from_address === null || found.links === null) return
    const { name: vendor, supportAddress } = await readVendor(tx)
    const links = found.links.map(({ label, url }) => `${label}: ${url}`).join('\n')
    const language = await chooseLanguage(tx, await languageOfAddress(tx, found.from_address))
    await queueOutgoing(ctx, tx, {
      kind: 'self_help',
      account_id: null,
      case_id: null,
      entry_id: null,
      to_address: found.from_address,
      to_name: null,
      from_address: supportAddress,
      reply_to: null,
      ...(await writeMail(tx, { kind: 'self_help', language, values: { vendor, links } })),
      message_id: ownMessageId('help', decisionId, supportAddress),
      in_reply_to: null,
    })
  })
}
