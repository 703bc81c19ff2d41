import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { GoLink } from '#web/components/text-link.tsx'
import { caseBreachesQuery } from './breach-queries.ts'
import classes from './breaches.module.css'
import { useBreachWords } from './use-breach-words.ts'

/** On a case: a promise was missed and somebody is to say why, or a manager to look at it. */
export function DeskCaseBreach({ found }: { found: CaseView }) {
  const t = useBreachWords()
  const mayReview = useMe().permissions.includes('breach.review')
  const isMissed = found.clocks.some((clock) => clock.guaranteed && clock.state === 'breached')
  const { data } = useQuery({ ...caseBreachesQuery(found.reference, found.version), enabled: isMissed })
  const waiting = (data?.items ?? []).filter(({ state }) => state === 'open' || state === 'recorded')
  return waiting.map((item) => {
    const stage = item.state === 'recorded' ? 'recorded' : item.isSentBack ? 'sentBack' : 'open'
    const way = { open: 'case.record', sentBack: 'case.again', recorded: 'case.review' }[stage]
    return (
      <section key={item.id} className={classes.strip} aria-label={t('case.label')}>
        <p>{t(`case.${stage}`, { kind: t(`kind.${item.kind}`) })}</p>
        {(stage !== 'recorded' || mayReview) && <GoLink href={`/desk/breaches/${item.id}`}>{t(way)}</GoLink>}
      </section>
    )
  })
}
