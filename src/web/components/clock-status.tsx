import { clockFace, clockShareUsed, type ClockView } from '../time/clock-face.ts'
import { receiptOf, type Receipt } from '../time/receipt.ts'
import { useNow } from '../time/use-now.ts'
import { useWords } from '../words/use-words.ts'
import { ClockChip } from './clock-chip.tsx'
import { ClockExplanation } from './clock-explanation.tsx'
import classes from './clock-status.module.css'

type ClockStatusProps = {
  /** With an `explanation`, the cell is a button that opens the sum. */
  clock: ClockView
  /** What the screen adds to the receipt: the customer's name and sentence, a link to the clause. */
  more?: Partial<Receipt>
}

/** A clock in the ribbon of a case: metric and promise above the chip, the part used below it. */
export function ClockStatus({ clock, more }: ClockStatusProps) {
  const now = useNow()
  const { say } = useWords()
  const metric = say(`clock.kind.${clock.kind}`)
  const share = clockShareUsed(clock, now)
  const face = clockFace(clock, now)
  const receipt = receiptOf(clock, now)
  const cell = (
    <>
      <span className={classes.name}>
        {clock.guaranteed === undefined
          ? metric
          : say(clock.guaranteed ? 'clock.guaranteed' : 'clock.tracked', { metric })}
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
    <ClockExplanation receipt={{ ...receipt, ...more }} className={classes.cell}>
      {cell}
    </ClockExplanation>
  )
}
