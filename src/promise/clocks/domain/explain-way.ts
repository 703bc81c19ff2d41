import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import {
  dayWords,
  endWords,
  type FullReader,
  localDates,
  midnightsBetween,
  spanWords,
  timeWords,
} from './explain-moments.ts'
import { fill } from './clock-text.ts'
import type { ClockExplanation, ClockStep, ExplainedAim } from './explain-clock.ts'

/** A line of an explanation: when, what, and what of it counted; the last of them is the sum. */
export type ExplanationLine = {
  kind: 'fact' | 'counted' | 'closed' | 'paused' | 'aim' | 'merged' | 'sum'
  when?: string
  text: string
  counted?: string
}

/** What the days of support hours that are no ordinary ones are called, by date. */
export type DateNames = Readonly<Record<string, string>>

/** A line before its span is in words. */
type Told = Omit<ExplanationLine, 'counted'> & { countedMs?: number }

type Way = { calendar: Calendar; names: DateNames; reader: FullReader }

/** Days that an always open clock is told one by one; a longer way is told in one line. */
const daysTold = 14

/** Each stretch counted, day by day, each pause and closed time with why, and each aim, in order. */
export function wayLines(explanation: ClockExplanation, way: Way): ExplanationLine[] {
  const { steps, aims } = explanation
  const told = steps.map((step) => ({
    at: step.from,
    lines: stepLines(step, way, step.to === explanation.at && step === steps.at(-1)),
  }))
  const aimed = aims.slice(1).flatMap((aim, index) => {
    const before = aims[index]
    return before === undefined ? [] : [{ at: aim.at, lines: [aimLine(aim, before, way.reader)] }]
  })
  const lines = [...told, ...aimed].toSorted((one, other) => one.at - other.at).flatMap((one) => one.lines)
  return withSpans(lines, way.reader)
}

/** Spans are told in minutes and add up: each is what the sum so far grows by. */
function withSpans(lines: Told[], { messages }: FullReader): ExplanationLine[] {
  const minute = 60_000
  let sum = 0
  return lines.map(({ countedMs, ...line }) => {
    if (countedMs === undefined) return line
    if (line.kind === 'paused') return { ...line, counted: messages.nothing }
    const before = Math.round(sum / minute)
    sum += countedMs
    return { ...line, counted: spanWords((Math.round(sum / minute) - before) * minute, messages) }
  })
}

function stepLines(step: ClockStep, way: Way, isNow: boolean): Told[] {
  if (step.merged !== undefined) return [mergedLine(step, way.reader)]
  if (step.kind === 'counted') return countedLines(step, way.reader)
  const { reader } = way
  const { messages } = reader
  const when = dayWords(step.from, reader)
  const values = { from: timeWords(step.from, reader), to: endWords(step.to, step.from, reader) }
  if (step.kind === 'closed')
    return [{ kind: 'closed', when, text: `${fill(messages.closedUntil, values)}${exceptions(step, way)}` }]
  const text = (isNow ? messages.pauseNow : messages.pause)[step.why ?? 'waiting']
  return [{ kind: 'paused', when, text: fill(text, values), countedMs: 0 }]
}

function mergedLine({ merged = 0, countedMs }: ClockStep, { messages }: FullReader): Told {
  return { kind: 'merged', text: fill(messages.merged, { count: String(merged) }), countedMs }
}

function countedLines({ from, to }: ClockStep, reader: FullReader): Told[] {
  const cuts = midnightsBetween(from, to, reader.hoursZone, daysTold)
  const ends = [...cuts, to]
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? from
    return {
      kind: 'counted',
      when: dayWords(start, reader),
      text: fill(reader.messages.span, {
        from: timeWords(start, reader),
        to: endWords(end, start, reader),
      }),
      countedMs: end - start,
    }
  })
}

/** The dates that close support otherwise than every week, by their names: ` (Fri 25 Dec: Christmas Day)`. */
function exceptions({ from, to }: ClockStep, { calendar, names, reader }: Way): string {
  const { messages, hoursZone } = reader
  const dates = localDates(from, to, hoursZone, reader.locale)
  const found = dates.flatMap(({ date, label, weekday }, index) => {
    const isHoliday = calendar.holidays.includes(date) && (calendar.week[weekday] ?? []).length > 0
    const isLast = index === dates.length - 1 && index > 0
    const isOther = !isLast && (calendar.overrides?.[date] ?? calendar.breaks?.[date]) !== undefined
    if (!isHoliday && !isOther) return []
    const name = names[date] ?? (isHoliday ? messages.holiday : messages.otherHours)
    return [fill(messages.exception, { date: label, name })]
  })
  return found.length === 0 ? '' : ` (${found.join(', ')})`
}

function aimLine(aim: ExplainedAim, before: ExplainedAim, reader: FullReader): ExplanationLine {
  const { messages } = reader
  const { targetMs, dueAt, dueBefore } = aim
  const at = (moment: number | null) => (moment === null ? '' : endWords(moment, aim.at, reader))
  const words =
    targetMs === null
      ? messages.aimNone
      : targetMs === before.targetMs
        ? messages.aimSame
        : dueAt === null || dueBefore === null
          ? messages.aimOf
          : messages.aim
  const text = fill(words, {
    from: timeWords(aim.at, reader),
    priority: messages.priority[aim.priority],
    before: messages.priority[before.priority],
    span: spanWords(targetMs ?? 0, messages),
    due: at(dueAt),
    dueBefore: at(dueBefore),
  })
  return { kind: 'aim', when: dayWords(aim.at, reader), text }
}
