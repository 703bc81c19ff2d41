import { labelsWithRoom, promiseDrawing, type LineLabel } from '../time/promise-line.ts'
import type { ReceiptStep } from '../time/receipt-step.ts'
import { clockTime, weekdayShort } from '../time/time-words.ts'
import { useNow } from '../time/use-now.ts'
import { useWords } from '../words/use-words.ts'
import classes from './promise-line.module.css'

type Mark = LineLabel & { time?: string }

type PromiseLineProps = {
  /** ISO instants. */
  startedAt: string
  dueAt: string
  /** When it was met or stopped; the line stands there instead of at now. */
  stoppedAt?: string | null | undefined
  steps?: ReceiptStep[]
  /** The same fact in words, for those who do not see the drawing. */
  label: string
  /** `days` names the days below it, `moments` says received, due and now with their times. */
  marks?: 'days' | 'moments'
  timeZone?: string | undefined
}

/** A promise drawn to scale: counted, left, paused, due. */
export function PromiseLine({
  startedAt,
  dueAt,
  stoppedAt,
  steps = [],
  label,
  marks = 'days',
  timeZone,
}: PromiseLineProps) {
  const tick = useNow()
  const { say, format } = useWords(timeZone)
  const started = Date.parse(startedAt)
  const due = Date.parse(dueAt)
  const now = stoppedAt == null ? tick : Date.parse(stoppedAt)
  const drawing = promiseDrawing({ startedAt: started, dueAt: due, now, steps })
  const strong: LineLabel[] = [
    { key: 'now', text: say(stoppedAt == null ? 'clock.now' : 'clock.done'), at: drawing.now, strong: true },
    { key: 'due', text: say('clock.dueMark'), at: drawing.due, strong: true },
  ]
  const days = steps
    .filter((step) => step.kind === 'counted')
    .map((step) => ({
      key: step.from,
      text: weekdayShort(Date.parse(step.from), format),
      at: Date.parse(step.from),
    }))
    .filter((day, index, all) => all[index - 1]?.text !== day.text)
    .map((day) => ({
      ...day,
      at: (day.at - started) / Math.max(1, Math.max(due, now) - started),
      strong: false,
    }))
  const below: Mark[] =
    marks === 'days'
      ? labelsWithRoom([...days, ...strong], 0.13)
      : [{ key: 'received', text: say('clock.received'), at: 0, strong: true }, ...strong].map((one) => ({
          ...one,
          time: clockTime(one.key === 'received' ? started : one.key === 'due' ? due : now, format),
        }))
  return (
    <div className={classes.line} role="img" aria-label={label}>
      <div className={classes.track}>
        {drawing.segments.map((segment) => (
          <i
            key={`${segment.kind}-${segment.from}`}
            className={classes[segment.kind]}
            style={place(segment.from, segment.to)}
          />
        ))}
        <i className={classes.now} style={{ left: percent(drawing.now) }} />
        <i className={classes.due} style={{ left: percent(drawing.due) }} />
      </div>
      <div className={classes.labels} data-marks={marks}>
        {separate(below).map((one) => (
          <span
            key={one.key}
            data-strong={one.strong || undefined}
            style={{ left: percent(one.at), transform: shift(one.at) }}
          >
            {one.time !== undefined && <b>{one.time}</b>}
            {one.text}
          </span>
        ))}
      </div>
    </div>
  )
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}

function place(from: number, to: number): { left: string; width: string } {
  return { left: percent(from), width: percent(to - from) }
}

/** Labels at the ends stay inside, the others stand centred under their mark. */
function shift(share: number): string {
  if (share < 0.08) return 'none'
  return share > 0.92 ? 'translateX(-100%)' : 'translateX(-50%)'
}

/** Of two marks at the same place (now at the due time) only the later named one is written. */
function separate(labels: Mark[]): Mark[] {
  return labels.filter((one, index) =>
    labels.slice(index + 1).every((other) => Math.abs(other.at - one.at) > 0.1),
  )
}
