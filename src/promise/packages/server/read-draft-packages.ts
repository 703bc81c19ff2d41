import type { Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { type PackageVersion, packageVersionsOf } from '#promise/packages/domain/package-version.ts'
import { readCatalogueText } from '#promise/packages/domain/read-catalogue-text.ts'
import { openDraft } from '#promise/packages/server/read-catalogue-draft.ts'

/**
 * The packages as the draft of the next edition would publish them. 404 without that draft, 400 `invalid_catalogue`
 * where it cannot be published.
 */
export async function readDraftPackages(
  tx: Tx,
  draftId: string,
): Promise<{ version: number; packages: PackageVersion[] }> {
  const draft = await openDraft(tx, draftId)
  const read = readCatalogueText(draft.document)
  if ('problems' in read)
    throw new FourlineError(
      'invalid',
      'invalid_catalogue',
      'This draft cannot be published as it is, so nothing can be said of its effect.',
      { errors: read.problems },
    )
  return { version: draft.version, packages: packageVersionsOf(read.catalogue, 1) }
}
