import {
  addCauseEndpoint,
  changeCauseEndpoint,
  listCausesEndpoint,
} from '#desk/breaches/domain/cause-contract.ts'
import {
  listBreachesEndpoint,
  listCaseCreditsEndpoint,
  readBreachEndpoint,
  readBreachTrendEndpoint,
  recordBreachEndpoint,
  reopenBreachEndpoint,
  reviewBreachEndpoint,
} from '#desk/breaches/domain/contract.ts'
import { addCause, changeCause, listCauses } from '#desk/breaches/server/breach-causes.ts'
import { listBreaches } from '#desk/breaches/server/list-breaches.ts'
import { listCaseCredits } from '#desk/breaches/server/list-case-credits.ts'
import { readBreach } from '#desk/breaches/server/read-breach.ts'
import { readBreachTrend } from '#desk/breaches/server/read-trend.ts'
import { recordBreach } from '#desk/breaches/server/record-breach.ts'
import { reopenBreach, reviewBreach } from '#desk/breaches/server/review-breach.ts'
import { route } from '#platform/http/route.ts'

/** Promises that were missed: why, what was said, what is given back, and who has looked at it. */
export const breachRoutes = [
  route(listBreachesEndpoint, 'breach.read', listBreaches),
  route(readBreachTrendEndpoint, 'breach.read', readBreachTrend),
  route(readBreachEndpoint, 'breach.read', readBreach),
  route(recordBreachEndpoint, 'breach.record', recordBreach),
  route(reviewBreachEndpoint, 'breach.review', reviewBreach),
  route(reopenBreachEndpoint, 'breach.review', reopenBreach),
  route(listCausesEndpoint, 'breach.read', listCauses),
  route(addCauseEndpoint, 'breach.causes', addCause),
  route(changeCauseEndpoint, 'breach.causes', changeCause),
  route(listCaseCreditsEndpoint, 'case.read', listCaseCredits),
]
