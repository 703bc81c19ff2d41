import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { DayRule } from '#web/components/day-rule.tsx'
import { Sheet } from '#web/components/page-parts.tsx'
import { zonedDay } from '#web/time/day-rule.ts'
import { clockTime, dayAndMonth, weekdayLong } from '#web/time/time-words.ts'
import classes from './portal-home.module.css'
import { owedReplies } from './portal-promise.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type Hours = NonNullable<CoverView['agreement']>['hours']

/** What is out of the ordinary is told so long before. */
const soonMilliseconds = 14 * 86_400_000

/** Today from midnight to midnight: when support is open, where now is, and what we promised by when. */
export function PortalToday({ hours, open }: { hours: Hours; open: CaseSummary[] }) {
  const t = usePortalWords()
  const { now, format, moment, yourTime, exceptionWords } = useReader()
  const today = zonedDay(now, format.timeZone)
  const spans = hours.week.filter(
    (span) => Date.parse(span.to) > today.from && Date.parse(span.from) < today.to,
  )
  const due = owedReplies(open).filter((reply) => !reply.isLate && Date.parse(reply.dueAt) < today.to)
  const time = (at: string): string => clockTime(Date.parse(at), format)
  const label = [
    spans.length === 0
      ? t('day.labelClosed', { yourTime })
      : t('day.labelOpen', {
          spans: spans
            .map((span) => t('day.labelSpan', { from: time(span.from), to: time(span.to) }))
            .join(', '),
          yourTime,
        }),
    t('day.labelNow', { now: clockTime(now, format) }),
    due.length > 0 ? t('day.labelDue', { times: due.map((reply) => time(reply.dueAt)).join(', ') }) : '',
  ].join(' ')
  const iso = new Date(now).toISOString()
  const next = hours.nextException
  const isSoon = next !== null && Date.parse(next.date) - now < soonMilliseconds
  return (
    <section aria-labelledby="today">
      <Sheet>
        <header className={classes.dayHead}>
          <h2 id="today">
            {t('day.today', { day: `${weekdayLong(now, format)} ${dayAndMonth(now, format)}` })}
          </h2>
          <p>
            {openWords(hours, { t, moment, yourTime })}
            {isSoon && ` · ${exceptionWords(hours)}`}
          </p>
        </header>
        <DayRule
          at={iso}
          now={iso}
          open={spans}
          due={due.map((reply) => ({ at: reply.dueAt, text: reply.reference }))}
          timeZone={format.timeZone}
          label={label}
        />
      </Sheet>
    </section>
  )
}

type Say = {
  t: ReturnType<typeof usePortalWords>
  moment: (at: string) => string
  yourTime: string
}

function openWords(hours: Hours, { t, moment, yourTime }: Say): string {
  if (hours.always) return t('day.always', { yourTime })
  if (hours.changesAt === null) return t('day.closed')
  return t(hours.openNow ? 'day.openUntil' : 'day.opens', { moment: moment(hours.changesAt), yourTime })
}
