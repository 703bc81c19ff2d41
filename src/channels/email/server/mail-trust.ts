import './trust-tables.ts'
import type { Selectable } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { Database } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { MailTrust } from '../domain/mail-trust.ts'
import type { addTrustEndpoint, Trusted } from '../domain/mail-trust-contract.ts'

/** Whom the checks of a sender believe, for mail that came by this way. */
export async function trustFor(tx: Tx, wayId: string | null): Promise<MailTrust> {
  const rows = await tx
    .selectFrom('mail_trust')
    .select(['kind', 'value'])
    .where((eb) =>
      wayId === null ? eb('way_id', 'is', null) : eb.or([eb('way_id', 'is', null), eb('way_id', '=', wayId)]),
    )
    .execute()
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ value }) => value)
  return { relays: of('relay'), authservs: of('authserv'), sealers: of('sealer') }
}

/** All of them, by kind and name. For admins. */
export async function listTrust(ctx: Context): Promise<{ items: Trusted[] }> {
  requireVendor(ctx, 'admin')
  const rows = await ctx.transaction((tx) =>
    tx.selectFrom('mail_trust').selectAll().orderBy('kind').orderBy('value').orderBy('id').execute(),
  )
  return { items: rows.map(shown) }
}

/** Believes one more. For admins. What is believed already is given back as it is. */
export async function addTrust(
  ctx: Context,
  { kind, value, wayId }: InputOf<typeof addTrustEndpoint>,
): Promise<Trusted> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const row = { id: newId(ctx.now.getTime()), way_id: wayId ?? null, kind, value, added_at: ctx.now }
    const added = await tx
      .insertInto('mail_trust')
      .values(row)
      .onConflict((known) => known.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (added === undefined) return shown(await known(tx, row))
    await note(ctx, tx, 'mail_trust.added', added)
    return shown(added)
  })
}

/** Believes it no more. For admins. Throws 404 for what is not believed. */
export async function removeTrust(ctx: Context, { id }: { id: string }): Promise<undefined> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const removed = await tx.deleteFrom('mail_trust').where('id', '=', id).returningAll().executeTakeFirst()
    if (removed === undefined) throw notFound('entry')
    await note(ctx, tx, 'mail_trust.removed', removed)
    return undefined
  })
}

type Row = Selectable<Database['mail_trust']>

function known(tx: Tx, { way_id, kind, value }: Row): Promise<Row> {
  return tx
    .selectFrom('mail_trust')
    .selectAll()
    .where('way_id', 'is not distinct from', way_id)
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirstOrThrow()
}

async function note(ctx: Context, tx: Tx, action: string, { id, kind, value, way_id }: Row): Promise<void> {
  const detail = { kind, value, wayId: way_id }
  await record(ctx, tx, { action, subjectType: 'mail_trust', subjectId: id, detail })
  await announce(tx, { topic: 'mail_settings', id: 'mail_trust', version: 1, accountId: null })
}

function shown({ id, kind, value, way_id: wayId, added_at }: Row): Trusted {
  return { id, kind, value, wayId, addedAt: added_at.toISOString() }
}
