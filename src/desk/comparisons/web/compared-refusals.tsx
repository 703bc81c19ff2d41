import type { RefusalRow } from '#desk/comparisons/domain/contract.ts'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { Tag } from '#web/components/tag.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { clauseWords } from '#web/words/clause-words.ts'
import classes from './comparison.module.css'
import { useComparisonWords } from './use-comparison-words.ts'

/** Refusals that fall away, and those that would have come, each with its words. */
export function ComparedRefusals({ rows, isWhole }: { rows: RefusalRow[]; isWhole: boolean }) {
  const t = useComparisonWords()
  const away = rows.filter(({ change }) => change === 'falls_away').length
  return (
    <section className={classes.block} aria-labelledby="what-if-refusals">
      <h3 id="what-if-refusals">{t('refusals')}</h3>
      <p className={pageClasses.quiet}>
        {rows.length === 0 ? t('noRefusals') : t('refusalCounts', { away, come: rows.length - away })}
        {!isWhole && ` ${t('logHidden')}`}
      </p>
      {rows.length > 0 && (
        <ul className={pageClasses.list}>
          {rows.map((row, at) => (
            <li key={`${row.at} ${at}`} className={classes.row}>
              <div>
                <p className={classes.first}>
                  <Tag>{t(row.change)}</Tag>
                  {row.reference === null ? (
                    <span>{t('noCase')}</span>
                  ) : (
                    <TextLink href={`/desk/cases/${row.reference}`}>{row.reference}</TextLink>
                  )}
                </p>
                {row.reasons.map(({ code, clause, text }) => (
                  <p key={`${code} ${clause}`}>
                    {text}
                    {clause !== undefined && <small>{clauseWords(clause)}</small>}
                  </p>
                ))}
                <p className={pageClasses.facts}>
                  {row.contact !== null && <span>{row.contact}</span>}
                  <span>{askedWords(row.asked, t)}</span>
                  {row.times > 1 && <span>{t('times', { count: row.times })}</span>}
                  {row.waived && <span>{t('waived')}</span>}
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

/** The name of a topic or service as it is, or what kind of case it was. */
function askedWords(asked: string | null, t: ReturnType<typeof useComparisonWords>): string {
  if (asked === 'problem' || asked === 'consultation' || asked === 'request') return t(`asked.${asked}`)
  return asked ?? t('asked.none')
}
