import { ClockIcon } from '#web/components/clock-icon.tsx'
import type { Outcome } from '../domain/promise-record.ts'
import classes from './report.module.css'
import { useReportWords } from './use-report-words.ts'

const faces = {
  kept: 'met',
  kept_lowered: 'met',
  missed: 'missed',
  lost_kept: 'cancelled',
  lost_missed: 'cancelled',
  cancelled: 'cancelled',
} as const

type OutcomeMarkProps = {
  outcome: Outcome
  /** Only the shape, where the words stand beside it. */
  bare?: boolean
  /** Of a target that is only tracked, in its own words. */
  tracked?: boolean
}

/** How it went: shape, word, and only then the hue. */
export function OutcomeMark({ outcome, bare = false, tracked = false }: OutcomeMarkProps) {
  const t = useReportWords()
  return (
    <span className={classes.mark} data-face={faces[outcome]}>
      <ClockIcon face={faces[outcome]} />
      {!bare && t(`${tracked ? 'targetOutcome' : 'outcome'}.${outcome}`)}
    </span>
  )
}
