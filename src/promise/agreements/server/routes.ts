import { route } from '#platform/http/route.ts'
import {
  activateAgreementEndpoint,
  addDocumentEndpoint,
  amendAgreementEndpoint,
  cancelAgreementEndpoint,
  changeDraftEndpoint,
  deleteDraftEndpoint,
  draftAgreementEndpoint,
  listAccountsEndpoint,
  listAgreementsEndpoint,
  listDocumentsEndpoint,
  listCoverageZonesEndpoint,
  readAgreementEndpoint,
  readDocumentEndpoint,
  renewAgreementEndpoint,
} from '#promise/agreements/domain/agreement-contract.ts'
import { listPackagesEndpoint, readCoverEndpoint } from '#promise/agreements/domain/contract.ts'
import { listCalendarsEndpoint } from '#promise/agreements/domain/calendar-contract.ts'
import { previewAmendmentEndpoint } from '#promise/agreements/domain/amendment-contract.ts'
import { addDocument, listDocuments, readDocument } from '#promise/agreements/server/agreement-documents.ts'
import { amendAgreement } from '#promise/agreements/server/amend-agreement.ts'
import { previewAmendment } from '#promise/agreements/server/preview-amendment.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { cancelAgreement } from '#promise/agreements/server/cancel-agreement.ts'
import { changeDraft } from '#promise/agreements/server/change-draft.ts'
import { deleteDraft } from '#promise/agreements/server/delete-draft.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { listAccounts } from '#promise/agreements/server/list-accounts.ts'
import { listAgreements } from '#promise/agreements/server/list-agreements.ts'
import { listCalendars } from '#promise/agreements/server/list-calendars.ts'
import { listCoverageZones } from '#promise/agreements/server/list-coverage-zones.ts'
import { readAgreement } from '#promise/agreements/server/read-agreement.ts'
import { readCover } from '#promise/agreements/server/read-cover.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { listPackages } from '#promise/packages/server/list-packages.ts'

export const agreementRoutes = [
  route(listPackagesEndpoint, 'public', (ctx) => listPackages(ctx)),
  route(readCoverEndpoint, 'cover.read', readCover),
  route(listAccountsEndpoint, 'account.read', listAccounts),
  route(listCalendarsEndpoint, 'calendar.read', listCalendars),
  route(listCoverageZonesEndpoint, 'agreement.read', listCoverageZones),
  route(listAgreementsEndpoint, 'agreement.read', listAgreements),
  route(readAgreementEndpoint, 'agreement.read', readAgreement),
  route(draftAgreementEndpoint, 'agreement.write', async (ctx, { id: accountId, ...terms }) =>
    readAgreement(ctx, await draftAgreement(ctx, { accountId, ...terms })),
  ),
  route(changeDraftEndpoint, 'agreement.write', async (ctx, input) => {
    await changeDraft(ctx, input)
    return readAgreement(ctx, input)
  }),
  route(deleteDraftEndpoint, 'agreement.write', deleteDraft),
  route(activateAgreementEndpoint, 'agreement.write', async (ctx, input) => {
    await activateAgreement(ctx, input)
    return readAgreement(ctx, input)
  }),
  route(cancelAgreementEndpoint, 'agreement.write', async (ctx, input) => {
    await cancelAgreement(ctx, input)
    return readAgreement(ctx, input)
  }),
  route(previewAmendmentEndpoint, 'agreement.write', previewAmendment),
  route(amendAgreementEndpoint, 'agreement.write', async (ctx, input) => {
    await amendAgreement(ctx, input)
    return readAgreement(ctx, input)
  }),
  route(addDocumentEndpoint, 'agreement.write', async (ctx, input) => {
    await addDocument(ctx, input)
    return readAgreement(ctx, input)
  }),
  route(listDocumentsEndpoint, 'agreement.papers', listDocuments),
  route(readDocumentEndpoint, 'agreement.papers', readDocument),
  route(renewAgreementEndpoint, 'agreement.write', async (ctx, input) => {
    const { id, leftOut } = await renewAgreement(ctx, input)
    return { ...(await readAgreement(ctx, { id })), leftOut }
  }),
]
