import { AppLink } from '#web/components/app-link.tsx'
import { ClockIcon } from '#web/components/clock-icon.tsx'
import { clockFace } from '#web/time/clock-face.ts'
import { durationWords, shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { BoardPromise, WallBoard } from '../domain/board-contract.ts'
import { useWallWords } from './use-wall-words.ts'
import classes from './wall.module.css'

const day = 24 * 3_600_000

/** What is over and what comes next, each as large as a hand. */
export function WallNext({ board }: { board: WallBoard }) {
  const t = useWallWords()
  const isCalm = board.overdue + board.dueInHour === 0
  const promises = [...board.over.toReversed(), ...board.ahead]
  return (
    <section className={classes.next} aria-labelledby="wall-next">
      <h2 id="wall-next">{t('next')}</h2>
      {isCalm && <p className={classes.calm}>{t('calm')}</p>}
      {promises.length === 0 && !isCalm && <p>{t('nothingNext')}</p>}
      <ol>
        {promises.map((one) => (
          <Row key={`${one.reference} ${one.kind}`} promise={one} />
        ))}
      </ol>
    </section>
  )
}

function Row({ promise }: { promise: BoardPromise }) {
  const t = useWallWords()
  const now = useNow()
  const { say, format } = useWords()
  const { reference, account, line, kind, dueAt } = promise
  const due = Date.parse(dueAt)
  const face = clockFace({ ...promise, state: 'running', guaranteed: true }, now)
  const left = due - now
  const words =
    left < 0
      ? t('over', { span: durationWords(-left, say) })
      : left >= day
        ? t('dueAt', { moment: shortMoment(due, now, format) })
        : t('left', { span: durationWords(left, say) })
  return (
    <li>
      <AppLink href={`/desk/cases/${reference}`} className={classes.row}>
        <b>{reference}</b>
        <span className={classes.who}>
          {account}
          <small>
            {t('line', { number: line.number })} · {t(`kind.${kind}`)}
          </small>
        </span>
        <span className={classes.chip} data-face={face}>
          <ClockIcon face={face} size={24} />
          {words}
        </span>
      </AppLink>
    </li>
  )
}
