import '#channels/email/server/tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { readScene, readVendorScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

/** Reaction to `mail.failed`: whoever has the case, else the managers. */
export async function tellOfFailedMail(ctx: Context, { mailId }: { mailId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const mail = await tx
      .selectFrom('outgoing_mail')
      .select(['id', 'case_id', 'to_address', 'kind'])
      .where('id', '=', mailId as MailId)
      .executeTakeFirst()
    // A failed notification tells of nothing that customers wait for, and would tell of itself for ever.
    if (mail === undefined || mail.kind === 'notification' || mail.kind === 'digest') return
    const found = mail.case_id === null ? undefined : await readScene(tx, mail.case_id)
    const { account: _customer, ...facts } = found?.facts ?? {}
    await tellPeople(ctx, tx, {
      key: `mail:${mail.id}`,
      act: [{ what: 'mail_failed' }],
      scene: found ?? { ...(await readVendorScene(tx)), line: [] },
      facts: { ...facts, address: mail.to_address },
      at: ctx.now,
      account: found?.case.accountId ?? null,
      caseId: found?.case.id ?? null,
    })
  })
}

/** Reaction to `webhook.disabled`: the admins, who can mend it. */
export async function tellOfDisabledWebhook(
  ctx: Context,
  { webhookId, occurredAt }: { webhookId: string; occurredAt: string },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { rows } = await sql<{ name: string }>`
      select name from webhook_endpoints where id = ${webhookId} and state = 'disabled'`.execute(tx)
    const [webhook] = rows
    if (webhook === undefined) return
    const scene = await readVendorScene(tx)
    await tellPeople(ctx, tx, {
      key: `webhook:${webhookId}:${occurredAt}`,
      act: [{ what: 'webhook_disabled', admins: scene.admins }],
      scene,
      facts: { who: webhook.name },
      at: new Date(occurredAt),
      account: null,
      caseId: null,
    })
  })
}

/** Reaction to `mail.triaged`: the first line, unless they have not read yet that there is something. */
export async function tellOfTriage(ctx: Context, { mailId }: { mailId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const scene = await readVendorScene(tx)
    const unread = await tx
      .selectFrom('notifications')
      .select('person_id')
      .where('kind', '=', 'triage_grew')
      .where('in_app', '=', true)
      .where('read_at', 'is', null)
      .where('person_id', 'in', ['00000000-0000-0000-0000-000000000000', ...scene.line.map(({ id }) => id)])
      .execute()
    const knows = new Set(unread.map((row) => row.person_id))
    await tellPeople(ctx, tx, {
      key: `triage:${mailId}`,
      act: [{ what: 'triage_grew' }],
      scene: { ...scene, line: scene.line.filter(({ id }) => !knows.has(id)) },
      facts: {},
      at: ctx.now,
      account: null,
      caseId: null,
    })
  })
}
