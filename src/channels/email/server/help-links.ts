import './triage-tables.ts'
import '#people/accounts/server/tables.ts'
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx, within } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import type {
  ChoosableLink,
  listHelpLinksEndpoint,
  saveHelpLinksEndpoint,
} from '../domain/help-links-contract.ts'

/** What an answer with help can hold. For staff. */
export async function listHelpLinks(ctx: Context): Promise<ResponseOf<typeof listHelpLinksEndpoint>> {
  requireVendor(ctx, 'agent')
  return ctx.transaction((tx) => choosableLinks(ctx, tx))
}

/** The public packages page, the portal, the support of each product where there is one, and the vendor's own links. */
export async function choosableLinks(
  ctx: Context,
  tx: Tx,
): Promise<{ items: ChoosableLink[]; version: number }> {
  const own = await tx.selectFrom('help_links').select(['links', 'version']).executeTakeFirst()
  const products = await tx
    .selectFrom('products')
    .select(['code', 'name', 'support_address as address', 'terms_url as terms'])
    .orderBy('name')
    .execute()
  const supported = products.flatMap(({ code, name, address, terms }): ChoosableLink[] => {
    const url = address ?? terms
    return url === null ? [] : [{ code: `product:${code}`, kind: 'product', label: `${name} support`, url }]
  })
  return {
    items: [
      { code: 'packages', kind: 'packages', label: 'Our support packages', url: `${ctx.publicUrl}/packages` },
      { code: 'portal', kind: 'portal', label: 'Our customer portal', url: `${ctx.publicUrl}/portal` },
      ...supported,
      ...(own?.links ?? []).map(({ id, label, url }) => ({
        code: `own:${id}`,
        kind: 'own' as const,
        label,
        url,
      })),
    ],
    version: own?.version ?? 0,
  }
}

/** Saves the vendor's own links. For admins. Throws `changed_meanwhile` over what a colleague saved. */
export async function saveHelpLinks(
  ctx: Context,
  { links, version }: InputOf<typeof saveHelpLinksEndpoint>,
): Promise<ResponseOf<typeof saveHelpLinksEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const row = {
      links: JSON.stringify(links.map((link) => ({ id: randomUUID(), ...link }))),
      version: version + 1,
      changed_at: ctx.now,
    }
    const saved =
      version === 0
        ? await tx
            .insertInto('help_links')
            .values(row)
            .onConflict((taken) => taken.column('only_one').doNothing())
            .returning('version')
            .executeTakeFirst()
        : await tx
            .updateTable('help_links')
            .set(row)
            .where('version', '=', version)
            .returning('version')
            .executeTakeFirst()
    if (saved === undefined)
      throw conflict('changed_meanwhile', 'A colleague has changed the links meanwhile. Look at them again.')
    await record(ctx, tx, {
      action: 'help_links.changed',
      subjectType: 'help_links',
      subjectId: 'help_links',
      detail: { links: links.map(({ label, url }) => `${label}: ${url}`) },
    })
    return choosableLinks(within(ctx, tx), tx)
  })
}
