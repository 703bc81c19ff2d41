import './tables.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { MailSettings } from '../domain/mail-settings-contract.ts'
import { type MailNeeds, relayOfUrl } from './relay.ts'
import type { SigningNeeds } from './signing.ts'

/** Besides sending and asking DNS: where the product listens for mail, as the outside sees it. */
export type MailSettingsNeeds = SigningNeeds & { listener: { host: string; port: number } }

/** How mail comes in and how it leaves, without the password. For admins. */
export async function readMailSettings(ctx: Context, needs: MailSettingsNeeds): Promise<MailSettings> {
  requireVendor(ctx, 'admin')
  return ctx.transaction((tx) => mailSettings(ctx, tx, needs))
}

export async function mailSettings(ctx: Context, tx: Tx, needs: MailSettingsNeeds): Promise<MailSettings> {
  const vendor = await readVendor(tx)
  const last = await tx
    .selectFrom('inbound_mail')
    .select(['received_at', 'envelope_from', 'envelope_to', 'state'])
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { kept, failed } = await tx
    .selectFrom('outgoing_mail')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('state', '=', 'kept').as('kept'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'failed').as('failed'),
    ])
    .where('state', 'in', ['kept', 'failed'])
    .executeTakeFirstOrThrow()
  return {
    incoming: {
      supportAddress: vendor.supportAddress,
      ...needs.listener,
      last:
        last === undefined
          ? null
          : {
              at: last.received_at.toISOString(),
              from: last.envelope_from,
              to: last.envelope_to,
              became: last.state,
            },
    },
    outgoing: { ...(await outgoing(tx, needs)), kept: Number(kept), failed: Number(failed) },
    now: ctx.now.toISOString(),
  }
}

type Outgoing = Pick<MailSettings['outgoing'], 'by' | 'relay' | 'testedAt' | 'version'>

async function outgoing(tx: Tx, { smtpUrl }: MailNeeds): Promise<Outgoing> {
  const row = await tx.selectFrom('mail_relay').selectAll().executeTakeFirst()
  const common = { testedAt: row?.tested_at?.toISOString() ?? null, version: row?.version ?? 0 }
  if (smtpUrl !== undefined) {
    const { password, ...relay } = relayOfUrl(smtpUrl)
    return { ...common, by: 'environment', relay: { ...relay, hasPassword: password !== null } }
  }
  if (row === undefined || row.host === null || row.port === null || row.security === null) {
    return { ...common, by: 'nothing', relay: null }
  }
  const { host, port, security, user_name: user, sealed_password: sealed } = row
  return { ...common, by: 'settings', relay: { host, port, security, user, hasPassword: sealed !== null } }
}
