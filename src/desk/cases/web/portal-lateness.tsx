import { Trans } from 'react-i18next'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { durationWords } from '#web/time/time-words.ts'
import classes from './portal-case-line.module.css'
import { latenessOf, type Lateness } from './portal-promise.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** Our own lateness, said by us, under the case and nowhere louder: how late, when, sorry. */
export function PortalLateness({ one }: { one: Pick<CaseSummary, 'clocks'> }) {
  return latenessOf(one).map((late) => <LateSentence key={late.what} late={late} />)
}

function LateSentence({ late }: { late: Lateness }) {
  const t = usePortalWords()
  const { when, say } = useReader()
  const { what, dueAt, stoppedAt } = late
  const given = { reply: 'late.replied', solution: 'late.solved' }[what]
  const owed = { reply: 'late.replyOwed', solution: 'late.solutionOwed' }[what]
  const values =
    stoppedAt === null
      ? { when: when(dueAt) }
      : {
          when: when(stoppedAt),
          span: durationWords(Math.max(0, Date.parse(stoppedAt) - Date.parse(dueAt)), say),
        }
  return (
    <p className={classes.late}>
      <Trans t={t} i18nKey={stoppedAt === null ? owed : given} values={values} components={{ b: <b /> }} />
    </p>
  )
}
