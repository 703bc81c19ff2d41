import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { type ContestView, listContestsEndpoint } from '#desk/cases/domain/rank-contract.ts'
import { request } from '#web/api/request.ts'
import classes from './portal-case.module.css'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** What we contest of the customer's rank or priority, and what came of the last one (SPEC 5.4). */
export function PortalContests({ one }: { one: CaseView }) {
  const { reference } = one
  const { data } = useQuery({
    queryKey: ['case', reference, 'contests'],
    queryFn: ({ signal }) => request(listContestsEndpoint, { params: { reference }, signal }),
  })
  if (data === undefined) return null
  const told = data.items.filter((contest) => contest.state === 'open' || contest.state === 'lowered')
  const last = (['priority', 'rank'] as const).flatMap(
    (about) => told.find((contest) => contest.about === about) ?? [],
  )
  return last.map((contest) => <Contest key={contest.id} contest={contest} />)
}

function Contest({ contest: { about, state, reason, answer } }: { contest: ContestView }) {
  const t = usePortalCaseWords()
  return (
    <p className={classes.contest}>
      <b>{t(`contest.${state}.${about}`)}</b> {state === 'open' ? reason : answer}{' '}
      {state === 'open' && t('contest.holds')}
    </p>
  )
}
