import {
  contestChoiceEndpoint,
  listContestsEndpoint,
  rankCasesEndpoint,
  readRankingEndpoint,
  settleContestEndpoint,
} from '#desk/cases/domain/rank-contract.ts'
import { contestChoice } from '#desk/cases/server/contest-choice.ts'
import { listContests } from '#desk/cases/server/contests.ts'
import { rankCases } from '#desk/cases/server/rank-cases.ts'
import { readRanking } from '#desk/cases/server/read-ranking.ts'
import { settleContest } from '#desk/cases/server/settle-contest.ts'
import { route } from '#platform/http/route.ts'

/** The order a customer gives their cases, and what we contest of it. */
export const rankRoutes = [
  route(readRankingEndpoint, 'case.rank', (ctx) => readRanking(ctx)),
  route(rankCasesEndpoint, 'case.rank', rankCases),
  route(listContestsEndpoint, 'case.read', listContests),
  route(contestChoiceEndpoint, 'case.work', contestChoice),
  route(settleContestEndpoint, 'case.work', settleContest),
]
