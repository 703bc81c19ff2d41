import '#people/auth/server/tables.ts'
import { createHash } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { htmlText } from '#platform/http/html.ts'
import { answered, type Exchange } from '#platform/http/route.ts'
import { pageView, type PageQuery } from '#promise/packages/domain/page-view.ts'
import { pageWords } from '#promise/packages/domain/page-words.ts'
import { renderNotYet } from '#promise/packages/domain/render-frame.ts'
import { renderPage } from '#promise/packages/domain/render-page.ts'
import type { PageAsset } from '#promise/packages/server/page-assets.ts'
import { readEdition } from '#promise/packages/server/read-edition.ts'

export type PageAssets = { styles: PageAsset; script: PageAsset }

/**
 * Answers with the packages as they are published, or with a courteous page and 503 before they are. Browsers
 * keep the page and ask each time whether it is still the same, so that what is read is what is enforced.
 */
export async function showPackagesPage(
  ctx: Context,
  query: PageQuery,
  { request, reply }: Exchange,
  files: PageAssets,
): Promise<typeof answered> {
  const [vendor, edition] = await ctx.transaction(async (tx) => [
    await tx.selectFrom('vendor').select(['name', 'support_address']).executeTakeFirst(),
    await readEdition(tx),
  ])
  const assets = { styles: files.styles.address, script: files.script.address }
  void reply.type('text/html; charset=utf-8')
  if (vendor === undefined || edition === undefined) {
    const page = renderNotYet(vendor?.name ?? pageWords.support, assets)
    await reply
      .code(503)
      .header('cache-control', 'no-store')
      .header('retry-after', '600')
      .send(htmlText(page))
    return answered
  }
  const view = pageView({
    ...edition,
    vendor: { name: vendor.name, supportAddress: vendor.support_address },
    address: `${ctx.publicUrl}${new URL('/packages', ctx.publicUrl).pathname}`,
    assets,
    query,
    now: ctx.now.getTime(),
  })
  const body = renderPage(view)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  void reply.header('etag', etag).header('cache-control', 'public, no-cache')
  const isKnown = knownTags(request.headers['if-none-match']).some((tag) => tag === etag || tag === '*')
  await (isKnown ? reply.code(304).send() : reply.send(body))
  return answered
}

/** The tags a browser or a proxy has, weak ones too: the page is the same if its text is. */
function knownTags(header: string | undefined): string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
}

/** A file whose address names its content never changes. */
export async function sendAsset(
  { mediaType, body }: PageAsset,
  { reply }: Exchange,
): Promise<typeof answered> {
  await reply.type(mediaType).header('cache-control', 'public, max-age=31536000, immutable').send(body)
  return answered
}
