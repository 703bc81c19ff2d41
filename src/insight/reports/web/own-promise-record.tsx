import { useQuery } from '@tanstack/react-query'
import { SectionHead } from '#web/components/page-parts.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { ownRecordQuery } from './report-queries.ts'
import classes from './record.module.css'
import { useReportWords } from './use-report-words.ts'

/** What we kept of what we promised a customer, and where we did not; nothing where no promise was due. */
export function OwnPromiseRecord() {
  const t = useReportWords()
  const { data } = useQuery(ownRecordQuery)
  if (data === undefined || data.kept + data.missed === 0) return null
  const due = data.kept + data.missed
  return (
    <section aria-labelledby="own-record" className={classes.own}>
      <SectionHead id="own-record" title={t('own.title')} />
      <p>
        {data.missed === 0 ? t('own.all', { count: due }) : t('own.kept', { kept: data.kept, due })}
        {data.cases.length > 0 && ` ${t('own.missed', { count: data.cases.length })}`}
      </p>
      <ul>
        {data.cases.map(({ reference, subject }) => (
          <li key={reference}>
            <TextLink href={`/portal/cases/${reference}`}>{reference}</TextLink> {subject}
          </li>
        ))}
      </ul>
    </section>
  )
}
