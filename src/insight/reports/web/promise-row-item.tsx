import { PriorityMark } from '#web/components/priority-mark.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { durationWords } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { PromiseRow } from '../domain/report-contract.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import classes from './report.module.css'
import { useReportWords } from './use-report-words.ts'

/** One promise as it was settled: what it was, when it was due, and when it was kept. */
export function PromiseRowItem({ item }: { item: PromiseRow }) {
  const t = useReportWords()
  const isTarget = !item.guaranteed || item.kind === 'line'
  return (
    <div className={classes.row}>
      <OutcomeMark outcome={item.outcome} tracked={isTarget} />
      <div className={classes.what}>
        <p>
          <PriorityMark priority={item.priority} />{' '}
          <TextLink href={`/desk/cases/${item.reference}`}>{item.reference}</TextLink> {item.subject}
        </p>
        <p className={classes.quiet}>
          {item.account.name} · {item.line.name} · {t(`kind.${item.kind}`)}
        </p>
        <Times item={item} />
        {item.breach !== null && (
          <TextLink href={`/desk/breaches/${item.breach.id}`}>
            {t(`rows.breach.${item.breach.state}`)}
          </TextLink>
        )}
      </div>
    </div>
  )
}

/** Both due times where the promise was lowered (SPEC 4.5). */
function Times({ item }: { item: PromiseRow }) {
  const t = useReportWords()
  const { say } = useWords()
  const now = useNow()
  const { dueAt, earlierDueAt, stoppedAt, outcome, kind } = item
  const late =
    outcome === 'missed' && dueAt !== null
      ? (stoppedAt === null ? now : Date.parse(stoppedAt)) - Date.parse(dueAt)
      : null
  const ended =
    outcome === 'cancelled' ? 'ended' : kind === 'resolution' || kind === 'line' ? 'solved' : 'stopped'
  return (
    <p className={classes.times}>
      {earlierDueAt !== null && (
        <span data-first>
          {t('rows.first')} <TimeText at={earlierDueAt} as="full" />,{' '}
          {dueAt === null || outcome.startsWith('lost') ? (
            t('rows.lost')
          ) : (
            <>
              {t('rows.lowered')} <TimeText at={dueAt} as="full" />
            </>
          )}
        </span>
      )}
      {earlierDueAt === null && dueAt !== null && (
        <span>
          {t('rows.due')} <TimeText at={dueAt} as="full" />
        </span>
      )}
      {stoppedAt === null ? (
        <span>{t('rows.waits')}</span>
      ) : (
        <span>
          {t(`rows.${kind === 'line' && outcome !== 'cancelled' ? 'ended' : ended}`)}{' '}
          <TimeText at={stoppedAt} as="full" />
        </span>
      )}
      {late !== null && (
        <span className={classes.late}>{t('rows.late', { span: durationWords(late, say) })}</span>
      )}
    </p>
  )
}
