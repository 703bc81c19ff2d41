import { DataTable } from '#web/components/data-table.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { durationWords } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import type { ReportRow } from '../domain/report-contract.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import { reportHref, type ReportSearch } from './report-queries.ts'
import classes from './report.module.css'
import { useRate, useRecords, useReportWords } from './use-report-words.ts'

type ReportTableProps = { rows: readonly ReportRow[]; month: string; by: ReportSearch['by'] }

/** One row for an account or a line; every number opens what it counts. */
export function ReportTable({ rows, month, by }: ReportTableProps) {
  const t = useReportWords()
  const rate = useRate()
  const records = useRecords()
  const { say } = useWords()
  return (
    <section aria-label={t(`table.${by}`)} className={classes.table}>
      <DataTable
        label={t(`table.${by}`)}
        columns={[
          { key: 'name', title: t(`group.${by}`) },
          { key: 'kept', title: t('kept') },
          { key: 'missed', title: t('missed') },
          { key: 'first', title: t('byFirst') },
          { key: 'before', title: t('before') },
          { key: 'worst', title: t('worstColumn') },
          { key: 'breaches', title: t('breaches') },
          { key: 'targets', title: t('targets') },
        ]}
        rows={rows.map(({ group, promises, targets, before, breaches }) => {
          const of = group.kind === 'account' ? { account: group.id } : { line: Number(group.id) }
          const to = (more: Partial<ReportSearch>): string => reportHref({ month, by, ...of, ...more })
          return {
            key: group.id,
            cells: [
              <b key="name" className={classes.name}>
                {group.kind === 'account' ? (
                  <TextLink href={`/desk/accounts/${group.id}`}>{group.name}</TextLink>
                ) : (
                  group.name
                )}
              </b>,
              <TextLink key="kept" href={to({ show: 'all' })}>
                {rate(promises)}
              </TextLink>,
              promises.missed === 0 ? (
                t('none')
              ) : (
                <span key="missed" className={classes.missed}>
                  <OutcomeMark outcome="missed" bare />
                  <TextLink href={to({ show: 'missed' })}>{promises.missed}</TextLink>
                </span>
              ),
              promises.keptLowered + promises.lost > 0 ? (
                <TextLink key="first" href={to({ show: 'lowered' })}>
                  {rate(promises.byFirst)}
                </TextLink>
              ) : (
                rate(promises.byFirst)
              ),
              rate(before),
              promises.worstLateMs === null ? t('none') : durationWords(promises.worstLateMs, say),
              records(breaches),
              <TextLink key="targets" href={to({ show: 'all', part: 'targets' })}>
                {rate(targets)}
              </TextLink>,
            ],
          }
        })}
      />
    </section>
  )
}
