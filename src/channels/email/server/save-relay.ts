import './tables.ts'
import type { Insertable, Selectable } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { MailSettings, RelayInput, saveRelayEndpoint } from '../domain/mail-settings-contract.ts'
import { mailSettings, type MailSettingsNeeds } from './mail-settings.ts'
import { openPassword, type Relay } from './relay.ts'
import type { MailRelayRow } from './tables.ts'

/**
 * Sets the mail server that takes outgoing mail, or none. For admins. Throws `changed_meanwhile` for an older
 * version, `set_by_environment` while `SMTP_URL` decides, and `password_needed` where the one that is kept was
 * entered for another server.
 */
export async function saveRelay(
  ctx: Context,
  { relay, version }: InputOf<typeof saveRelayEndpoint>,
  needs: MailSettingsNeeds,
): Promise<MailSettings> {
  requireVendor(ctx, 'admin')
  if (needs.smtpUrl !== undefined) {
    const text = 'SMTP_URL decides how mail leaves. Start without it, and what is entered here counts.'
    throw conflict('set_by_environment', text)
  }
  return ctx.transaction(async (tx) => {
    const kept = await tx.selectFrom('mail_relay').selectAll().forUpdate().executeTakeFirst()
    if ((kept?.version ?? 0) !== version) throw changedMeanwhile()
    const whole = relay === null ? null : fullRelay(relay, kept, needs)
    const row = {
      host: whole?.host ?? null,
      port: whole?.port ?? null,
      security: relay?.security ?? null,
      user_name: whole?.user ?? null,
      sealed_password: whole === null || whole.password === null ? null : needs.seal.close(whole.password),
      version: version + 1,
      changed_at: ctx.now,
      tested_at: null,
    }
    await write(tx, row, version)
    const { host, port, security, user_name: user } = row
    await record(ctx, tx, {
      action: 'mail_relay.changed',
      subjectType: 'mail_relay',
      subjectId: 'mail_relay',
      // The password stands nowhere but in its seal.
      detail: { host, port, security, user, newPassword: relay?.password !== undefined },
    })
    await announce(tx, { topic: 'mail_settings', id: 'mail_relay', version: version + 1, accountId: null })
    return mailSettings(ctx, tx, needs)
  })
}

function changedMeanwhile(): FourlineError {
  const text = 'A colleague changed these settings a moment ago. Nothing was saved; look at them again first.'
  return conflict('changed_meanwhile', text)
}

/** Two that save the first settings at once both find none; the second of them changes nothing. */
async function write(tx: Tx, row: Insertable<MailRelayRow>, version: number): Promise<void> {
  const written = await tx
    .insertInto('mail_relay')
    .values(row)
    .onConflict((known) =>
      known.column('only_one').doUpdateSet(row).where('mail_relay.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst()
  if (written === undefined) throw changedMeanwhile()
}

/** What is entered, with the kept password where it was entered for this very server and user. */
export function fullRelay(
  relay: RelayInput,
  kept: Selectable<MailRelayRow> | undefined,
  { seal }: MailSettingsNeeds,
): Relay {
  const { host, port, security, user } = relay
  if (user === null) return { host, port, security, user, password: null }
  if (relay.password !== undefined) return { host, port, security, user, password: relay.password }
  const isSame = kept?.host === host && kept.port === port && kept.user_name === user
  // Encryption that is taken away would show it to everybody on the way.
  const isAsSafe = security !== 'none' || kept?.security === 'none'
  if (isSame && isAsSafe && kept.sealed_password !== null) {
    return { host, port, security, user, password: openPassword(seal, kept.sealed_password) }
  }
  const message = 'Enter the password: one that is kept goes only to the server it was entered for.'
  throw new FourlineError('unprocessable', 'password_needed', message, {
    errors: [{ path: 'relay.password', message }],
  })
}
