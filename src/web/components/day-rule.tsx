import { dayRuleTicks, shareOfDay, type Span } from '../time/day-rule.ts'
import { clockTime } from '../time/time-words.ts'
import { useWords } from '../words/use-words.ts'
import classes from './day-rule.module.css'

/** A span of ISO instants. */
export type IsoSpan = { from: string; to: string }
export type DayMark = { at: string; text?: string; href?: string }

export type DayRuleProps = {
  /** Any instant of the day. */
  at: string
  open: IsoSpan[]
  /** What counts towards a promise; without it, open hours still ahead of `now`. */
  counted?: IsoSpan[] | undefined
  /** ISO; draws the ink line downwards. */
  now?: string | undefined
  /** Promises: ink flags upwards. */
  due?: DayMark[] | undefined
  timeZone?: string | undefined
  /** `full` with flags and hours in words, `row` for a line of a slip. */
  size?: 'full' | 'row'
  /** The same fact in words. */
  label: string
}

/** One whole day, midnight to midnight in the reader's zone: tall is open, short is closed. */
export function DayRule({ at, open, counted, now, due = [], timeZone, size = 'full', label }: DayRuleProps) {
  const full = size === 'full'
  const nowMs = now === undefined ? undefined : Date.parse(now)
  const { day, ticks } = dayRuleTicks({
    at: Date.parse(at),
    timeZone,
    open: open.map(toSpan),
    counted: counted?.map(toSpan),
    now: nowMs,
    stepMinutes: full ? 10 : 30,
  })
  const height = full ? 28 : 24
  const inDay = due.filter((mark) => within(shareOfDay(day, Date.parse(mark.at))))
  return (
    <div className={full ? classes.full : classes.row} role="img" aria-label={label}>
      <svg className={classes.ticks} height={height} aria-hidden="true">
        {ticks.map((tick) => {
          const tall = tickHeight(tick.kind === 'closed', tick.onTheHour, full)
          return (
            <rect
              key={tick.share}
              x={percent(tick.share)}
              y={height - tall}
              width={2}
              height={tall}
              className={classes[tick.kind]}
            />
          )
        })}
      </svg>
      {inDay.map((mark, index) => (
        <i
          key={mark.at}
          className={classes.due}
          data-side={sideOf(shareOfDay(day, Date.parse(mark.at)), index, inDay.length)}
          style={{ left: percent(shareOfDay(day, Date.parse(mark.at))) }}
        >
          {full && (index === 0 || index === inDay.length - 1) && <DueText mark={mark} timeZone={timeZone} />}
        </i>
      ))}
      {full && <Hours day={day} open={open.map(toSpan)} now={nowMs} timeZone={timeZone} />}
    </div>
  )
}

function DueText({ mark, timeZone }: { mark: DayMark; timeZone: string | undefined }) {
  const { format } = useWords(timeZone)
  return (
    <span>
      <b>{clockTime(Date.parse(mark.at), format)}</b> {mark.text !== undefined && <em>{mark.text}</em>}
    </span>
  )
}

/** Below the ticks: now, and when support opens and closes, as far as they do not meet. */
function Hours({
  day,
  open,
  now,
  timeZone,
}: {
  day: Span
  open: Span[]
  now: number | undefined
  timeZone: string | undefined
}) {
  const { say, format } = useWords(timeZone)
  const nowShare = now === undefined ? undefined : shareOfDay(day, now)
  const nowInDay = nowShare !== undefined && within(nowShare) ? nowShare : undefined
  const opens = open[0] === undefined ? undefined : shareOfDay(day, open[0].from)
  const last = open.at(-1)
  const closes = last === undefined ? undefined : shareOfDay(day, last.to)
  const near = (share: number, before: number, after: number): boolean =>
    nowInDay !== undefined && nowInDay > share - before && nowInDay < share + after
  return (
    <>
      {nowInDay !== undefined && (
        <i
          className={classes.now}
          style={{ left: percent(nowInDay) }}
          data-late={nowInDay > 0.9 || undefined}
        >
          <span>{say('clock.now')}</span>
        </i>
      )}
      {opens !== undefined && opens > 0.12 && opens < 1 && !near(opens, 0.22, 0) && (
        <span className={classes.opens} style={{ left: percent(opens) }}>
          {say('day.opens', { time: clockTime(open[0]?.from ?? 0, format) })}
        </span>
      )}
      {closes !== undefined && closes > 0 && closes < 0.88 && !near(closes, 0.1, 0.2) && (
        <span className={classes.closes} style={{ left: percent(closes) }}>
          {say('day.closes', { time: clockTime(last?.to ?? 0, format) })}
        </span>
      )}
    </>
  )
}

function tickHeight(closed: boolean, onTheHour: boolean, full: boolean): number {
  if (full) return closed ? (onTheHour ? 9 : 6) : onTheHour ? 28 : 22
  return closed ? (onTheHour ? 8 : 5) : onTheHour ? 24 : 18
}

/** Labels stand on the outer side of their line, so that two never meet. */
function sideOf(share: number, index: number, count: number): 'left' | 'right' {
  if (share > 0.8) return 'left'
  return count > 1 && index === 0 && share > 0.2 ? 'left' : 'right'
}

function within(share: number): boolean {
  return share >= 0 && share <= 1
}

function toSpan(span: IsoSpan): Span {
  return { from: Date.parse(span.from), to: Date.parse(span.to) }
}

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1_000}%`
}
