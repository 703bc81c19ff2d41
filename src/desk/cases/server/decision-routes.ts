import {
  classifyWithWaiverEndpoint,
  decideAgainEndpoint,
  listDecisionsEndpoint,
  openWithWaiverEndpoint,
} from '#desk/cases/domain/decision-contract.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { decideAgain } from '#desk/cases/server/decide-again.ts'
import { listDecisions } from '#desk/cases/server/list-decisions.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { route } from '#platform/http/route.ts'

export const decisionRoutes = [
  route(listDecisionsEndpoint, 'case.read', listDecisions),
  route(decideAgainEndpoint, 'decision.read', decideAgain),
  route(openWithWaiverEndpoint, 'decision.waive', openCase),
  route(classifyWithWaiverEndpoint, 'decision.waive', changeCase),
]
