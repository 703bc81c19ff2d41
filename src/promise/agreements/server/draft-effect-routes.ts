import { route } from '#platform/http/route.ts'
import { affectedAgreementsEndpoint, draftEffectEndpoint } from '#promise/packages/domain/draft-contract.ts'
import { listAffectedAgreements } from './list-affected-agreements.ts'
import { readDraftEffect } from './read-draft-effect.ts'

/** What the draft of the next edition would change for agreements: for admins, who publish it. */
export const draftEffectRoutes = [
  route(draftEffectEndpoint, 'catalogue.draft', readDraftEffect),
  route(affectedAgreementsEndpoint, 'catalogue.draft', listAffectedAgreements),
]
