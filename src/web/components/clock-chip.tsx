import { clockFace, clockWords, clockWordsBelowName, type ClockView } from '../time/clock-face.ts'
import { useNow } from '../time/use-now.ts'
import { useWords } from '../words/use-words.ts'
import classes from './clock-chip.module.css'
import { ClockIcon } from './clock-icon.tsx'

type ClockChipProps = {
  clock: ClockView
  /** `named` says its metric ("First reply 52 min"); `bare` stands under it ("Due in 52 min"). */
  words?: 'named' | 'bare'
  size?: 24 | 28
}

/** A promise in one glance: icon, word, fill, hue, in that order. */
export function ClockChip({ clock, words = 'named', size = 24 }: ClockChipProps) {
  const now = useNow()
  const { say, format } = useWords()
  const face = clockFace(clock, now)
  const { metric, time } = (words === 'named' ? clockWords : clockWordsBelowName)(clock, now, say, format)
  return (
    <span
      className={classes.chip}
      data-face={face}
      data-words={words}
      data-target={clock.guaranteed === false || undefined}
      style={{ height: size }}
    >
      <ClockIcon face={face} />
      <span>
        {metric} <b>{time}</b>
      </span>
    </span>
  )
}
