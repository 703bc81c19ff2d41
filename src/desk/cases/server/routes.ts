import {
  changeCaseEndpoint,
  confirmCaseEndpoint,
  countsEndpoint,
  listCasesEndpoint,
  openCaseEndpoint,
  readCaseEndpoint,
  reopenCaseEndpoint,
  solveCaseEndpoint,
} from '#desk/cases/domain/contract.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import { openCaseOnline } from '#desk/cases/server/open-case-online.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readCounts } from '#desk/cases/server/read-counts.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { route } from '#platform/http/route.ts'

export const caseRoutes = [
  route(openCaseEndpoint, 'case.open', openCaseOnline),
  route(listCasesEndpoint, 'case.read', listCases),
  route(readCaseEndpoint, 'case.read', readCase),
  route(changeCaseEndpoint, 'case.change', changeCase),
  route(solveCaseEndpoint, 'case.solve', solveCase),
  route(confirmCaseEndpoint, 'case.confirm', confirmCase),
  route(reopenCaseEndpoint, 'case.reopen', reopenCase),
  route(countsEndpoint, 'case.read', (ctx) => readCounts(ctx)),
]
