import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { useNow } from '#web/time/use-now.ts'
import { GoLink } from '#web/components/text-link.tsx'
import { caseBreachesQuery } from './breach-queries.ts'
import classes from './breaches.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

/** On a case: a promise was missed and somebody is to say why, or a manager to look at it. */
export function DeskCaseBreach({ found }: { found: CaseView }) {
  const t = useBreachWords()
  const { short } = useBreachFormats()
  const mayReview = useMe().permissions.includes('breach.review')
  const now = useNow()
  const isMissed = found.clocks.some(
    ({ guaranteed, state, dueAt }) =>
      guaranteed &&
      (state === 'breached' || (state === 'running' && dueAt !== null && Date.parse(dueAt) < now)),
  )
  const { data } = useQuery({
    ...caseBreachesQuery(found.reference, found.version),
    enabled: isMissed,
    // Its record opens within seconds.
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? 5_000 : false),
  })
  const waiting = (data?.items ?? []).filter(({ state }) => state === 'open' || state === 'recorded')
  return waiting.map((item) => {
    const stage = item.state === 'recorded' ? 'recorded' : item.isSentBack ? 'sentBack' : 'open'
    const way = { open: 'case.record', sentBack: 'case.again', recorded: 'case.review' }[stage]
    return (
      <section key={item.id} className={classes.strip} aria-label={t('case.label')}>
        <p>{t(`case.${stage}`, { kind: t(`case.kind.${item.kind}`), when: short(item.dueAt) })}</p>
        {(stage !== 'recorded' || mayReview) && <GoLink href={`/desk/breaches/${item.id}`}>{t(way)}</GoLink>}
      </section>
    )
  })
}
