import { route } from '#platform/http/route.ts'
import {
  checkCatalogueEndpoint,
  exportEditionEndpoint,
  importCatalogueEndpoint,
  listEditionsEndpoint,
  readEditionEndpoint,
} from '#promise/packages/domain/edition-contract.ts'
import { checkCatalogue, importCatalogue } from './import-catalogue.ts'
import { exportEdition, listEditions, readOneEdition } from './list-editions.ts'

/** The catalogue with its editions, for managers; publishing is for admins. */
export const editionRoutes = [
  route(listEditionsEndpoint, 'catalogue.read', listEditions),
  route(readEditionEndpoint, 'catalogue.read', readOneEdition),
  route(exportEditionEndpoint, 'catalogue.read', exportEdition),
  route(checkCatalogueEndpoint, 'catalogue.import', checkCatalogue),
  route(importCatalogueEndpoint, 'catalogue.import', importCatalogue),
]
