import './tables.ts'
import MailComposer from 'nodemailer/lib/mail-composer'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { RelayTest, testRelayEndpoint } from '../domain/mail-settings-contract.ts'
import type { MailSettingsNeeds } from './mail-settings.ts'
import { readRelay, type Relay } from './relay.ts'
import { fullRelay } from './save-relay.ts'
import { speakSmtp } from './speak-smtp.ts'

/**
 * Sends a test mail to the admin who asks, by what is in force or by what is given, and tells how far it came.
 * Throws `no_relay` where there is nothing to test. The host may be any that this machine reaches, private ones
 * too: unlike a webhook it is named by an admin only, who may set up any mail server, and of what it says no more
 * than its reply is shown.
 */
export async function testRelay(
  ctx: Context,
  { relay: given }: InputOf<typeof testRelayEndpoint>,
  needs: MailSettingsNeeds,
): Promise<RelayTest> {
  requireVendor(ctx, 'admin')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('permission_missing', 'A test mail goes to a person.')
  const { relay, to, vendor } = await ctx.transaction(async (tx) => {
    const kept = await tx.selectFrom('mail_relay').selectAll().executeTakeFirst()
    const person = await tx
      .selectFrom('staff')
      .select('email')
      .where('id', '=', actor.staffId)
      .executeTakeFirstOrThrow()
    return {
      relay: given === undefined ? await readRelay(tx, needs) : fullRelay(given, kept, needs),
      to: person.email,
      vendor: await readVendor(tx),
    }
  })
  if (relay === undefined) throw conflict('no_relay', 'There is no mail server to test yet. Enter one first.')
  const message = await letterTo(to, { name: vendor.name, address: vendor.supportAddress }, ctx.now)
  const outcome = await speakSmtp(relay, { from: vendor.supportAddress, to, message })
  await noteTest(ctx, relay, outcome.trouble?.code ?? null, given !== undefined, needs)
  return { to, host: relay.host, port: relay.port, ...outcome }
}

function letterTo(to: string, from: { name: string; address: string }, now: Date): Promise<Buffer> {
  const domain = from.address.split('@')[1] ?? 'fourline.invalid'
  return new MailComposer({
    from,
    to,
    subject: 'Test mail: mail leaves',
    text: [
      'This mail was sent from the mail settings of Fourline, to see that mail leaves.',
      'It has arrived, so it does. There is nothing to do.',
    ].join('\n\n'),
    date: now,
    messageId: `<${newId<string>(now.getTime())}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  })
    .compile()
    .build()
}

/** That mail left is a fact about what is in force only; that it was tried is written down either way. */
async function noteTest(
  ctx: Context,
  { host, port }: Relay,
  trouble: string | null,
  isGiven: boolean,
  { smtpUrl }: MailSettingsNeeds,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    if (trouble === null && !isGiven) {
      await tx
        .insertInto('mail_relay')
        .values({ version: 0, changed_at: ctx.now, tested_at: ctx.now })
        .onConflict((known) => known.column('only_one').doUpdateSet({ tested_at: ctx.now }))
        .execute()
      await announce(tx, { topic: 'mail_settings', id: 'mail_relay', version: 0, accountId: null })
    }
    await record(ctx, tx, {
      action: 'mail_relay.tested',
      subjectType: 'mail_relay',
      subjectId: 'mail_relay',
      detail: { host, port, trouble, byEnvironment: smtpUrl !== undefined && !isGiven },
    })
  })
}
