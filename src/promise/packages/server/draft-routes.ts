import { route } from '#platform/http/route.ts'
import {
  discardDraftEndpoint,
  exportDraftEndpoint,
  publishDraftEndpoint,
  readDraftEndpoint,
  restoreDraftEndpoint,
  saveDraftEndpoint,
  startDraftEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import { publishCatalogueDraft } from './publish-catalogue-draft.ts'
import { discardCatalogueDraft, restoreCatalogueDraft } from './put-draft-away.ts'
import { exportCatalogueDraft, readCatalogueDraft } from './read-catalogue-draft.ts'
import { saveCatalogueDraft } from './save-catalogue-draft.ts'
import { startCatalogueDraft } from './start-catalogue-draft.ts'

/** The draft of the next edition: for admins, who publish it. */
export const draftRoutes = [
  route(readDraftEndpoint, 'catalogue.draft', readCatalogueDraft),
  route(startDraftEndpoint, 'catalogue.draft', startCatalogueDraft),
  route(saveDraftEndpoint, 'catalogue.draft', saveCatalogueDraft),
  route(discardDraftEndpoint, 'catalogue.draft', discardCatalogueDraft),
  route(restoreDraftEndpoint, 'catalogue.draft', restoreCatalogueDraft),
  route(exportDraftEndpoint, 'catalogue.draft', exportCatalogueDraft),
  route(publishDraftEndpoint, 'catalogue.import', publishCatalogueDraft),
]
