import './inlet-tables.ts'
import { createPublicKey, randomBytes } from 'node:crypto'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, forbidden, FourlineError, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { Seal } from '#platform/seal.ts'
import {
  type addInletEndpoint,
  type changeInletEndpoint,
  entersSecret,
  type InletProvider,
  type InletView,
} from '../domain/inlet-contract.ts'
import { readInletIn } from './inlet-query.ts'

/** Makes an address that a mail provider may post to from now on. For admins. */
export async function addInlet(
  ctx: Context,
  { name, provider, secret: entered }: InputOf<typeof addInletEndpoint>,
  { seal }: { seal: Seal },
): Promise<ResponseOf<typeof addInletEndpoint>> {
  requireVendor(ctx, 'admin')
  if (ctx.actor.kind !== 'staff') throw forbidden('person_needed', 'Mail is set up by a person.')
  const createdBy = ctx.actor.staffId
  requireSecret(provider, entered)
  const made = entersSecret[provider] ? null : newSecret(provider)
  const id = newId<string>(ctx.now.getTime())
  return ctx.transaction(async (tx) => {
    await tx
      .insertInto('mail_inlets')
      .values({
        id,
        name,
        provider,
        sealed_secret: seal.close(made ?? entered ?? ''),
        created_by: createdBy,
        created_at: ctx.now,
      })
      .execute()
    await noteOn(ctx, tx, id, 'mail_inlet.added', { name, provider })
    return { inlet: await readInletIn(ctx, tx, id), secret: made }
  })
}

/** Changes one; what was removed can be brought back. Throws `changed_meanwhile` for an older version. */
export async function changeInlet(
  ctx: Context,
  { id, version, secret, name, state }: InputOf<typeof changeInletEndpoint>,
  { seal }: { seal: Seal },
): Promise<InletView> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const found = await tx
      .selectFrom('mail_inlets')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (found === undefined) throw notFound('mail inlet')
    if (found.version !== version) {
      const text = 'Someone changed this a moment ago. Nothing was saved; look at it again first.'
      throw conflict('changed_meanwhile', text)
    }
    if (secret !== undefined) requireSecret(found.provider, secret)
    const sealed = secret === undefined ? undefined : seal.close(secret)
    await tx
      .updateTable('mail_inlets')
      .set({ name, state, sealed_secret: sealed, version: version + 1 })
      .where('id', '=', id)
      .execute()
    await noteOn(ctx, tx, id, 'mail_inlet.changed', { name, state, newSecret: secret !== undefined })
    return readInletIn(ctx, tx, id)
  })
}

/** As Standard Webhooks writes it, or a password that may stand in an address. */
function newSecret(provider: InletProvider): string {
  const random = randomBytes(32)
  return provider === 'signed' ? `whsec_${random.toString('base64')}` : random.toString('base64url')
}

function requireSecret(provider: InletProvider, secret: string | undefined): void {
  const message = secretTrouble(provider, secret)
  if (message === undefined) return
  throw new FourlineError('unprocessable', 'secret_unfit', message, { errors: [{ path: 'secret', message }] })
}

function secretTrouble(provider: InletProvider, secret: string | undefined): string | undefined {
  if (!entersSecret[provider]) return secret === undefined ? undefined : 'We make this secret ourselves.'
  if (secret === undefined) return 'Enter what the provider shows: without it nobody could prove a post.'
  if (provider === 'ses' && !/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/.test(secret))
    return 'This is no ARN of an SNS topic: it begins with arn:aws:sns:'
  if (provider === 'sendgrid' && !isPublicKey(secret))
    return 'This is no public key: copy the verification key whole.'
  return undefined
}

function isPublicKey(text: string): boolean {
  try {
    createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return true
  } catch {
    return false
  }
}

async function noteOn(
  ctx: Context,
  tx: Tx,
  id: string,
  action: 'mail_inlet.added' | 'mail_inlet.changed',
  detail: Record<string, unknown>,
): Promise<void> {
  await record(ctx, tx, { action, subjectType: 'mail_inlet', subjectId: id, detail })
  await announce(tx, { topic: 'mail_settings', id, version: 1, accountId: null })
}
