import { moneyWords } from '#promise/packages/domain/money.ts'
import { TextLink } from '#web/components/text-link.tsx'
import { durationWords } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { shiftMonth } from '../domain/month.ts'
import type { PromiseReport } from '../domain/report-contract.ts'
import { reportHref, type Show } from './report-queries.ts'
import classes from './report.module.css'
import { useMonthName, useRate, useRecords, useReportWords } from './use-report-words.ts'

/** The month in figures: each a number of a number, with what it is made of one click away. */
export function ReportFigures({ report }: { report: PromiseReport }) {
  const t = useReportWords()
  const rate = useRate()
  const nameOf = useMonthName()
  const { say } = useWords()
  const { month, total } = report
  const { promises, before } = total
  const rows = (show: Show) => reportHref({ month, show })
  const isLowered = promises.keptLowered + promises.lost > 0
  return (
    <div className={classes.figures}>
      <section aria-label={t('kept')} className={classes.lead}>
        <h2>{t('kept')}</h2>
        <p className={classes.big}>
          <Rate of={promises} href={rows('all')} />
        </p>
        <p>{t('beforeText', { rate: rate(before), month: nameOf(shiftMonth(month, -1)) })}</p>
        <ul>
          {promises.byKind.map((one) => (
            <li key={one.kind}>
              <TextLink href={reportHref({ month, show: 'all', kind: one.kind })}>
                {t(`kind.${one.kind}`)}
              </TextLink>{' '}
              {rate(one)}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('missed')}>
        <h2>{t('missed')}</h2>
        <p className={classes.figure}>
          <TextLink href={rows('missed')}>{promises.missed}</TextLink>
        </p>
        {promises.worstLateMs !== null && (
          <p>{t('worst', { span: durationWords(promises.worstLateMs, say) })}</p>
        )}
        {promises.missed > 0 && <Records breaches={total.breaches} />}
      </section>
      <section aria-label={t('byFirst')}>
        <h2>{t('byFirst')}</h2>
        <p className={classes.figure}>{rate(promises.byFirst)}</p>
        <p>{t('byFirstText')}</p>
        {isLowered && (
          <p>
            <TextLink href={rows('lowered')}>{t('lowered')}</TextLink>:{' '}
            {[
              promises.keptLowered > 0 && t('loweredText', { count: promises.keptLowered }),
              promises.lost > 0 && t('lostText', { count: promises.lost }),
            ]
              .filter((one) => one !== false)
              .join(', ')}
          </p>
        )}
        {promises.cancelled > 0 && (
          <p>
            <TextLink href={rows('cancelled')}>
              {t('cancelled')}: {promises.cancelled}
            </TextLink>{' '}
            {t('cancelledText')}
          </p>
        )}
      </section>
      <Targets report={report} />
    </div>
  )
}

/** Leads to its cases; where none was due there is nothing to be led to. */
function Rate({ of, href }: { of: { kept: number; missed: number }; href: string }) {
  const rate = useRate()(of)
  return of.kept + of.missed === 0 ? rate : <TextLink href={href}>{rate}</TextLink>
}

function Records({ breaches }: { breaches: PromiseReport['total']['breaches'] }) {
  const t = useReportWords()
  const records = useRecords()
  const { format } = useWords()
  const sums = breaches.credits.map(({ minor, currency }) => moneyWords(minor, currency, format.locale))
  return (
    <>
      <p>
        {t('breaches')}: {records(breaches)}
      </p>
      {sums.length > 0 && <p>{t('credits', { sums: sums.join(', ') })}</p>}
    </>
  )
}

/** In a frame of its own, so that nobody takes it for what was promised. */
function Targets({ report: { month, total } }: { report: PromiseReport }) {
  const t = useReportWords()
  const rate = useRate()
  const { targets } = total
  return (
    <section aria-label={t('targets')} className={classes.targets}>
      <h2>{t('targets')}</h2>
      <p className={classes.figure}>
        <Rate of={targets} href={reportHref({ month, show: 'all', part: 'targets' })} />
      </p>
      <ul>
        {targets.byKind.map((one) => (
          <li key={one.kind}>
            <TextLink href={reportHref({ month, show: 'all', part: 'targets', kind: one.kind })}>
              {t(`kind.${one.kind}`)}
            </TextLink>{' '}
            {rate(one)}
          </li>
        ))}
      </ul>
      <p>{t('targetsText')}</p>
    </section>
  )
}
