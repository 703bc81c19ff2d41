import './tables.ts'
import type { Tx } from '#platform/context.ts'
import { type Catalogue, parseCatalogue } from '#promise/packages/domain/catalogue.ts'

export type Edition = { version: number; catalogue: Catalogue }

/** The catalogue that is published now; undefined before the first one. */
export async function readEdition(tx: Tx): Promise<Edition | undefined> {
  const row = await tx
    .selectFrom('catalogue_editions')
    .select(['version', 'document'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { version: row.version, catalogue: parseCatalogue(row.document) }
}
