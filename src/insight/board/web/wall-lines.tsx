import { AppLink } from '#web/components/app-link.tsx'
import { ClockIcon } from '#web/components/clock-icon.tsx'
import { ageWords, durationWords, shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { BoardLine } from '../domain/board-contract.ts'
import { useWallWords } from './use-wall-words.ts'
import classes from './wall.module.css'

const day = 24 * 3_600_000

/** Each line: how many wait, since when, and what is due next. */
export function WallLines({ lines }: { lines: readonly BoardLine[] }) {
  const t = useWallWords()
  return (
    <section aria-labelledby="wall-lines">
      <h2 id="wall-lines">{t('lines')}</h2>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <Line key={line.number} line={line} />
        ))}
      </ul>
    </section>
  )
}

function Line({ line }: { line: BoardLine }) {
  const t = useWallWords()
  const now = useNow()
  const { say, format } = useWords()
  const next = line.nextDueAt === null ? null : Date.parse(line.nextDueAt)
  return (
    <li>
      <AppLink href={`/desk?view=line-${line.number}`} className={classes.line}>
        <span className={classes.who}>
          {t('line', { number: line.number })}
          <small>{line.name}</small>
        </span>
        <span className={classes.who}>
          <b>
            {line.queue} <small>{t('queue')}</small>
          </b>
          {line.overdue > 0 && (
            <span className={classes.over}>
              <ClockIcon face="overdue" size={20} />
              {t('lineOver', { count: line.overdue })}
            </span>
          )}
        </span>
        <span className={classes.facts}>
          <span>
            {line.oldestAt === null
              ? t('noQueue')
              : t('oldest', { span: ageWords(Date.parse(line.oldestAt), now, say, format) })}
          </span>
          <span>
            {next === null
              ? t('lineNone')
              : t('lineNext', {
                  span:
                    next - now >= day
                      ? shortMoment(next, now, format)
                      : durationWords(Math.max(0, next - now), say),
                })}
          </span>
        </span>
      </AppLink>
    </li>
  )
}
