import type { ComparisonView, ResponseRow } from '#desk/comparisons/domain/contract.ts'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { PriorityMark } from '#web/components/priority-mark.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { durationWords } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './comparison.module.css'
import { useComparisonWords } from './use-comparison-words.ts'

type ComparedResponsesProps = { rows: ResponseRow[]; counts: ComparisonView['firstResponse']; name: string }

/** First responses that turn from met to missed, or the other way, over the same timeline. */
export function ComparedResponses({ rows, counts, name }: ComparedResponsesProps) {
  const t = useComparisonWords()
  const { say } = useWords()
  const span = (minutes: number | null): string =>
    minutes === null ? t('noTarget') : durationWords(minutes * 60_000, say)
  return (
    <section className={classes.block} aria-labelledby="what-if-responses">
      <h3 id="what-if-responses">{t('responses')}</h3>
      <p className={pageClasses.quiet}>
        {t('wasLine', { met: counts.thenMet, missed: counts.thenMissed })}{' '}
        {t('wouldLine', { name, met: counts.otherMet, missed: counts.otherMissed })}
        {counts.notTaken > 0 && ` ${t('notTaken', { count: counts.notTaken })}`}
      </p>
      {rows.length === 0 && <p className={pageClasses.quiet}>{t('noResponses')}</p>}
      {rows.length > 0 && (
        <ul className={pageClasses.list}>
          {rows.map((row) => (
            <li key={row.reference} className={classes.row}>
              <div>
                <p className={classes.first}>
                  <Tag>{t(row.change)}</Tag>
                  <TextLink href={`/desk/cases/${row.reference}`}>{row.reference}</TextLink>
                </p>
                <p className={classes.subject}>
                  <PriorityMark priority={row.priority} /> {row.subject}
                </p>
                <p className={pageClasses.facts}>
                  <span>
                    {t('target', {
                      was: span(row.was.targetMinutes),
                      would: span(row.would.targetMinutes),
                      name,
                    })}
                  </span>
                  {row.would.dueAt !== null && (
                    <span>
                      {t('due')} <TimeText at={row.would.dueAt} as="full" />
                    </span>
                  )}
                </p>
              </div>
              <TimeText at={row.at} as="date" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
