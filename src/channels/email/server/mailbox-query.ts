import '#people/auth/server/tables.ts'
import './mailbox-tables.ts'
import type { Selectable } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, forbidden, type FourlineError, notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { MailboxView } from '../domain/mailbox-contract.ts'
import { endsByPeopleOnly } from '../domain/mailbox-trouble.ts'
import type { MailboxRow } from './mailbox-tables.ts'

export type Mailbox = Selectable<MailboxRow>

/** Mailboxes hold ways into other systems: admins set them up. */
export function requireMailboxAdmin(ctx: Context): StaffId {
  requireVendor(ctx, 'admin')
  if (ctx.actor.kind !== 'staff') throw forbidden('permission_missing', 'A mailbox is set up by a person.')
  return ctx.actor.staffId
}

export async function lockMailbox(tx: Tx, id: string): Promise<Mailbox> {
  const found = await tx
    .selectFrom('mailboxes')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw notFound('mailbox')
  return found
}

export function changedMeanwhile(): FourlineError {
  const text = 'Someone changed this mailbox a moment ago. Nothing was saved; look at it again first.'
  return conflict('changed_meanwhile', text)
}

export function mailboxesIn(tx: Tx) {
  return tx
    .selectFrom('mailboxes as mailbox')
    .innerJoin('staff as maker', 'maker.id', 'mailbox.created_by')
    .leftJoin('mailbox_tokens as tokens', 'tokens.mailbox_id', 'mailbox.id')
    .selectAll('mailbox')
    .select(['maker.name as made_by', 'tokens.mailbox_id as allowed'])
}

export async function readMailboxIn(tx: Tx, id: string): Promise<MailboxView> {
  const row = await mailboxesIn(tx).where('mailbox.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('mailbox')
  return mailboxViewOf(row)
}

type Row = Mailbox & { made_by: string; allowed: string | null }

/** Without anything that opens it. */
export function mailboxViewOf(row: Row): MailboxView {
  const { id, name, host, port, security, folder, afterwards, takes, state, version } = row
  return {
    id,
    name,
    host,
    port,
    security,
    folder,
    afterwards,
    takes,
    state,
    version,
    user: row.user_name,
    signIn: signInOf(row),
    moveTo: row.move_to,
    health: healthOf(row),
    trouble:
      row.trouble === null
        ? null
        : {
            code: row.trouble,
            said: row.trouble_said ?? '',
            at: (row.trouble_at ?? row.created_at).toISOString(),
          },
    connectedAt: row.connected_at?.toISOString() ?? null,
    lastMessageAt: row.last_message_at?.toISOString() ?? null,
    hasIdle: row.has_idle,
    madeBy: row.made_by,
    createdAt: row.created_at.toISOString(),
  }
}

function healthOf({ trouble, connected_at: connectedAt }: Row): MailboxView['health'] {
  if (trouble !== null) return endsByPeopleOnly(trouble) ? 'stopped' : 'trouble'
  return connectedAt === null ? 'starting' : 'connected'
}

function signInOf(row: Row): MailboxView['signIn'] {
  if (row.sign_in === 'password') return { kind: 'password', hasPassword: row.sealed_password !== null }
  return {
    kind: 'oauth',
    provider: row.provider ?? 'other',
    authorizeUrl: row.authorize_url ?? '',
    tokenUrl: row.token_url ?? '',
    scope: row.scope ?? '',
    clientId: row.client_id ?? '',
    hasClientSecret: row.sealed_client_secret !== null,
    isAllowed: row.allowed !== null,
  }
}

/** Wakes whoever reads mailboxes, and whoever looks at them. */
export function announceMailbox(tx: Tx, id: string): Promise<void> {
  return announce(tx, { topic: 'mailboxes', id, version: 0, accountId: null })
}
