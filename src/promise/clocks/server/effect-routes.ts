import { route } from '#platform/http/route.ts'
import { draftCaseEffectEndpoint, hoursEffectEndpoint } from '#promise/clocks/domain/case-effect-contract.ts'
import { readDraftCaseEffect } from './read-draft-case-effect.ts'
import { readHoursEffect } from './read-hours-effect.ts'

/** What open cases would look like under hours or packages that are not published yet. */
export const caseEffectRoutes = [
  route(hoursEffectEndpoint, 'calendar.read', readHoursEffect),
  route(draftCaseEffectEndpoint, 'catalogue.draft', readDraftCaseEffect),
]
