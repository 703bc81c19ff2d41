import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { latenessOf } from '#desk/cases/web/portal-promise.ts'
import { caseCreditsQuery } from './breach-queries.ts'
import classes from './breaches.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

/** What we give back for being late, once somebody has settled it; under the sentence that says how late. */
export function PortalCredits({ one }: { one: CaseView }) {
  const t = useBreachWords()
  const { money } = useBreachFormats()
  const wasLate = one.clocks.some((clock) => clock.state === 'breached')
  const { data } = useQuery({ ...caseCreditsQuery(one.reference, one.version), enabled: wasLate })
  const items = data?.items ?? []
  const isPlain = items.length === 1 && latenessOf(one).length === 1
  return items.map((item) => (
    <p key={`${item.kind} ${item.dueAt}`} className={classes.given}>
      {t(isPlain ? 'portal.one' : `portal.${item.kind}`, { amount: money(item) })}
    </p>
  ))
}
