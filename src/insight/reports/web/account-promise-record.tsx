import { useQuery } from '@tanstack/react-query'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { ClockIcon } from '#web/components/clock-icon.tsx'
import { GoLink, TextLink } from '#web/components/text-link.tsx'
import type { AccountRecord } from '../domain/record-contract.ts'
import { PromiseRowItem } from './promise-row-item.tsx'
import { accountRecordQuery, reportHref } from './report-queries.ts'
import classes from './record.module.css'
import { useMonthName, useRate, useReportWords } from './use-report-words.ts'

/** Promises kept to an account: one mark a month, and the last that were missed. For staff. */
export function AccountPromiseRecord() {
  const t = useReportWords()
  const rate = useRate()
  const id = useAccountId()
  const { data, error } = useQuery(accountRecordQuery(id))
  if (data === undefined && error === null) return null
  return (
    <section aria-labelledby="promise-record" className={classes.record}>
      <header>
        <h2 id="promise-record">{t('record.title')}</h2>
        <GoLink href="/desk/reports/promises">{t('record.toReport')}</GoLink>
      </header>
      {data === undefined && <p role="alert">{t('record.failed')}</p>}
      {data !== undefined && (
        <>
          <p>{data.kept + data.missed === 0 ? t('record.none') : t('record.lead', { rate: rate(data) })}</p>
          <ol className={classes.months} aria-label={t('record.months')}>
            {data.months.map((month, at) => (
              <Month key={month.month} month={month} id={id} isLast={at === data.months.length - 1} />
            ))}
          </ol>
          {data.lastMissed.length > 0 && (
            <>
              <h3>{t('record.lastMissed')}</h3>
              <ul className={classes.missed}>
                {data.lastMissed.map((item) => (
                  <li key={`${item.reference} ${item.kind} ${item.startedAt}`}>
                    <PromiseRowItem item={item} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {data.lastMissed.length === 0 && data.kept > 0 && <p>{t('record.neverMissed')}</p>}
        </>
      )}
    </section>
  )
}

type MonthProps = { month: AccountRecord['months'][number]; id: string; isLast: boolean }

function Month({ month, id, isLast }: MonthProps) {
  const t = useReportWords()
  const rate = useRate()
  const short = useMonthName('short')(month.month)
  const due = month.kept + month.missed
  const face = due === 0 ? 'cancelled' : month.missed > 0 ? 'missed' : 'met'
  const words =
    due === 0
      ? t('record.noneDue')
      : month.missed > 0
        ? t('record.someMissed', { count: month.missed })
        : t('record.allKept')
  return (
    <li data-face={face}>
      <span className={classes.month}>
        {short}
        {isLast && <small> {t('record.running')}</small>}
      </span>
      <ClockIcon face={face} size={16} />
      {due === 0 ? (
        <span>{t('none')}</span>
      ) : (
        <TextLink href={reportHref({ month: month.month, show: 'all', account: id })}>{rate(month)}</TextLink>
      )}
      <small>{words}</small>
    </li>
  )
}
