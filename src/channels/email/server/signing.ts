import './tables.ts'
import './template-tables.ts'
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Selectable } from 'kysely'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { dkimRecordName, dkimRecordText, nextSelector } from '../domain/dkim-record.ts'
import { domainOf } from '../domain/sender-verdict.ts'
import type { Signing } from '../domain/signing-contract.ts'
import { askAboutDomain, askForKey } from './ask-domain.ts'
import type { DnsResolver } from './dns.ts'
import { type MailNeeds, relayOfUrl } from './relay.ts'
import type { DkimKeyRow } from './template-tables.ts'

export type SigningNeeds = MailNeeds & { resolver: DnsResolver }

/** The keys that sign mail of the support address, and what DNS said when it was last asked. For admins. */
export async function readSigning(ctx: Context): Promise<Signing> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(signing)
}

/**
 * Makes a key for the domain of the support address; RSA with 2,048 bits, as every receiver reads it. While one waits
 * to be published there is no need of another, and it is the answer. For admins.
 */
export async function makeSigningKey(ctx: Context, needs: MailNeeds): Promise<Signing> {
  requireVendor(ctx, 'admin')
  const options = {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  } as const
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', options)
  return ctx.transaction(async (tx) => {
    const domain = await sendingDomain(tx)
    const keys = await keysOf(tx, domain)
    if (keys[0] !== undefined && keys[0].seen_at === null) return signing(tx)
    const made = await tx
      .insertInto('dkim_keys')
      .values({
        id: newId(ctx.now.getTime()),
        domain,
        selector: nextSelector(
          ctx.now,
          keys.map((key) => key.selector),
        ),
        public_key: publicKey.toString('base64'),
        sealed_private_key: needs.seal.close(privateKey),
        made_at: ctx.now,
        found: null,
        found_at: null,
        seen_at: null,
      })
      .onConflict((known) => known.doNothing())
      .returning(['id', 'selector'])
      .executeTakeFirst()
    if (made !== undefined) await note(ctx, tx, 'dkim_key.made', made.id, { domain, selector: made.selector })
    return signing(tx)
  })
}

/** Removes a key that signs nothing; throws `key_signs` for the one that does. For admins. */
export async function removeSigningKey(ctx: Context, { id }: { id: string }): Promise<Signing> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const domain = await sendingDomain(tx)
    const keys = await keysOf(tx, domain)
    const key = keys.find((one) => one.id === id)
    if (key === undefined) throw notFound('key')
    if (signerOf(keys)?.id === id)
      throw conflict('key_signs', 'Mail is signed with this key. Make another one first, and publish it.')
    await tx.deleteFrom('dkim_keys').where('id', '=', id).execute()
    await note(ctx, tx, 'dkim_key.removed', id, { domain, selector: key.selector })
    return signing(tx)
  })
}

/**
 * Asks DNS for the record of every key, and for SPF and DMARC. A key whose record is there begins to sign, one whose
 * record is gone ends; without an answer all stays as it is. For admins, and once an hour.
 */
export async function checkSigning(ctx: Context, needs: SigningNeeds): Promise<Signing> {
  requireVendor(ctx, 'admin')
  const { domain, keys, server } = await ctx.transaction(async (tx) => {
    const own = await sendingDomain(tx)
    return { domain: own, keys: await keysOf(tx, own), server: await serverOf(tx, needs) }
  })
  const { resolver } = needs
  const [facts, ...found] = await Promise.all([
    askAboutDomain(resolver, domain, server),
    ...keys.map(async ({ id, selector, public_key: publicKey }) => ({
      id,
      found: await askForKey(resolver, { domain, selector, publicKey }),
    })),
  ])
  return ctx.transaction(async (tx) => {
    for (const key of found) await writeFinding(ctx, tx, key)
    await tx
      .insertInto('sending_domains')
      .values({ domain, facts: JSON.stringify(facts), checked_at: ctx.now })
      .onConflict((known) =>
        known.column('domain').doUpdateSet({ facts: JSON.stringify(facts), checked_at: ctx.now }),
      )
      .execute()
    await announce(tx, { topic: 'mail_settings', id: 'signing', version: 0, accountId: null })
    return signing(tx)
  })
}

/** The same once an hour, where there is a key. */
export async function checkSigningAgain(ctx: Context, needs: SigningNeeds): Promise<void> {
  const key = await ctx.transaction((tx) =>
    tx.selectFrom('dkim_keys').select('id').limit(1).executeTakeFirst(),
  )
  if (key !== undefined) await checkSigning(ctx, needs)
}

async function writeFinding(ctx: Context, tx: Tx, { id, found }: Pick<DkimKeyRow, 'id'> & { found: string }) {
  const before = await tx
    .selectFrom('dkim_keys')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined) return
  const isKnown = found !== 'no_answer'
  const seenAt = found === 'ok' ? (before.seen_at ?? ctx.now) : isKnown ? null : before.seen_at
  await tx
    .updateTable('dkim_keys')
    .set({ found: found as DkimKeyRow['found'], found_at: ctx.now, seen_at: seenAt })
    .where('id', '=', id)
    .execute()
  if ((before.seen_at === null) === (seenAt === null)) return
  const { domain, selector } = before
  await note(ctx, tx, seenAt === null ? 'dkim_key.lost' : 'dkim_key.seen', id, { domain, selector, found })
}

async function signing(tx: Tx): Promise<Signing> {
  const domain = await sendingDomain(tx)
  const keys = await keysOf(tx, domain)
  const signer = signerOf(keys)
  const asked = await tx
    .selectFrom('sending_domains')
    .selectAll()
    .where('domain', '=', domain)
    .executeTakeFirst()
  return {
    domain,
    keys: keys.map((key) => ({
      id: key.id,
      selector: key.selector,
      recordName: dkimRecordName(key.selector, domain),
      recordText: dkimRecordText(key.public_key),
      madeAt: key.made_at.toISOString(),
      found: key.found,
      foundAt: key.found_at?.toISOString() ?? null,
      signs: key.id === signer?.id,
    })),
    facts: asked?.facts ?? null,
    checkedAt: asked?.checked_at.toISOString() ?? null,
  }
}

async function sendingDomain(tx: Tx): Promise<string> {
  return domainOf((await readVendor(tx)).supportAddress).toLowerCase()
}

async function keysOf(tx: Tx, domain: string): Promise<Selectable<DkimKeyRow>[]> {
  return tx
    .selectFrom('dkim_keys')
    .selectAll()
    .where('domain', '=', domain)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** As `readSigningKey` chooses it. */
function signerOf(keys: readonly Selectable<DkimKeyRow>[]) {
  return keys.find((key) => key.seen_at !== null)
}

async function serverOf(tx: Tx, { smtpUrl }: MailNeeds): Promise<string | null> {
  if (smtpUrl !== undefined) return relayOfUrl(smtpUrl).host
  return (await tx.selectFrom('mail_relay').select('host').executeTakeFirst())?.host ?? null
}

async function note(ctx: Context, tx: Tx, action: string, id: string, detail: Record<string, string>) {
  await record(ctx, tx, { action, subjectType: 'dkim_key', subjectId: id, detail })
}
