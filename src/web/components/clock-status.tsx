import { clockFace, clockShareUsed, metricWords, type ClockView } from '../time/clock-face.ts'
import { receiptOf } from '../time/receipt.ts'
import { useNow } from '../time/use-now.ts'
import { useWords } from '../words/use-words.ts'
import { ClockChip } from './clock-chip.tsx'
import { ClockExplanation } from './clock-explanation.tsx'
import classes from './clock-status.module.css'

/**
 * A clock in the ribbon of a case: metric and promise above the chip, the part used below it. With an `explanation`,
 * the cell is a button that opens the sum.
 */
export function ClockStatus({ clock }: { clock: ClockView }) {
  const now = useNow()
  const { say } = useWords()
  const metric = metricWords(clock, say)
  const share = clockShareUsed(clock, now)
  const face = clockFace(clock, now)
  const receipt = receiptOf(clock, now)
  const cell = (
    <>
      <span className={classes.name}>
        {clock.guaranteed === true ? say('clock.guaranteed', { metric }) : metric}
      </span>
      <span className={classes.wide}>
        <ClockChip clock={clock} words="bare" />
      </span>
      <span className={classes.phone}>
        <ClockChip clock={clock} size={28} />
      </span>
      {share !== undefined && (
        <span className={classes.bar} aria-hidden="true">
          <i data-face={face} style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
      )}
    </>
  )
  if (receipt === undefined) return <div className={classes.cell}>{cell}</div>
  return (
    <ClockExplanation receipt={receipt} className={classes.cell}>
      {cell}
    </ClockExplanation>
  )
}
