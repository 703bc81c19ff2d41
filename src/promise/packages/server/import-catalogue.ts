import { type Context, requireVendor, within } from '#platform/context.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { catalogueChanges } from '#promise/packages/domain/catalogue-changes.ts'
import type {
  checkCatalogueEndpoint,
  importCatalogueEndpoint,
} from '#promise/packages/domain/edition-contract.ts'
import { readCatalogueText } from '#promise/packages/domain/read-catalogue-text.ts'
import { publishCatalogue } from './publish-catalogue.ts'
import { readEdition } from './read-edition.ts'

/** What is wrong with a document, or what would change by publishing it. For admins; changes nothing. */
export async function checkCatalogue(
  ctx: Context,
  { text }: InputOf<typeof checkCatalogueEndpoint>,
): Promise<ResponseOf<typeof checkCatalogueEndpoint>> {
  requireVendor(ctx, 'admin')
  const live = await ctx.transaction(readEdition)
  const comparedWith = live?.version ?? 0
  const read = readCatalogueText(text)
  if ('problems' in read) return { problems: read.problems, comparedWith, changes: [] }
  const changes = live === undefined ? [] : catalogueChanges(live.catalogue, read.catalogue)
  return { problems: [], comparedWith, changes }
}

/**
 * Publishes a document as the next edition, which is the live one from then on. Agreements that run keep their
 * terms (SPEC 2.5). 400 `invalid_catalogue` says what is wrong and where; 409 `newer_edition` where another one
 * was published since the comparison, 409 `nothing_changed` where nothing differs. For admins.
 */
export async function importCatalogue(
  ctx: Context,
  { text, comparedWith }: InputOf<typeof importCatalogueEndpoint>,
): Promise<{ version: number }> {
  requireVendor(ctx, 'admin')
  const read = readCatalogueText(text)
  if ('problems' in read)
    throw new FourlineError(
      'invalid',
      'invalid_catalogue',
      'This catalogue cannot be published as it is. Nothing was changed.',
      { errors: read.problems },
    )
  return ctx.transaction(async (tx) => {
    const live = await readEdition(tx)
    if (live !== undefined && catalogueChanges(live.catalogue, read.catalogue).length === 0)
      throw conflict('nothing_changed', 'This is what is published already. Nothing was changed.')
    const published = await publishCatalogue(within(ctx, tx), read.catalogue, { text, after: comparedWith })
    if (published === 'overtaken') throw newerEdition()
    return published
  })
}

function newerEdition(): FourlineError {
  return conflict(
    'newer_edition',
    'Another edition was published in the meantime. Nothing was changed; look at what differs from it now.',
  )
}
