import { datesOf, fill, placeOf } from './clock-text.ts'
import type { ClockPolicy } from './clock-policy.ts'
import type { ClockExplanation } from './explain-clock.ts'
import { hoursWords } from './explain-hours.ts'
import { explainMessages } from './explain-messages.ts'
import { type FullReader, resultMoment, spanWords } from './explain-moments.ts'
import { type DateNames, type ExplanationLine, wayLines } from './explain-way.ts'

/** One of the four parts in which staff read how a due time came about (SPEC 4.7). */
export type ExplanationPart = {
  part: 'target' | 'calendar' | 'way' | 'result'
  title: string
  lines: ExplanationLine[]
}

/** Which published hours a policy goes by: when they were published, and what their dates are called. */
export type HoursVersion = { publishedAt: number; names: DateNames }

type Reader = { timeZone: string; locale: string }

/**
 * How a due time came about, in full, for staff (SPEC 4.7): the target and its clause, the hours that count, the way
 * stretch by stretch in the zone of the hours, and what it comes to. The screen and the API say these words.
 * @param hoursVersion of the policy's published hours; null where they are the agreement's own
 */
export function explainInFull(
  explanation: ClockExplanation,
  policy: ClockPolicy,
  hoursVersion: HoursVersion | null,
  { timeZone, locale }: Reader,
): ExplanationPart[] {
  const messages = explainMessages(locale)
  const reader = { messages, locale, hoursZone: explanation.timeZone, ownZone: timeZone }
  const way = { calendar: policy.calendar, names: hoursVersion?.names ?? {}, reader }
  const part = (name: ExplanationPart['part'], lines: ExplanationLine[]): ExplanationPart => ({
    part: name,
    title: messages.parts[name],
    lines,
  })
  return [
    part('target', facts(targetLines(explanation, reader))),
    part('calendar', facts(calendarLines(policy, hoursVersion, reader))),
    part('way', wayLines(explanation, way)),
    part('result', resultLines(explanation, reader)),
  ]
}

function facts(lines: string[]): ExplanationLine[] {
  return lines.map((text) => ({ kind: 'fact', text }))
}

function targetLines(explanation: ClockExplanation, { messages }: FullReader): string[] {
  const { kind, line, targetMinutes, targetMs, guaranteed, clause, aims } = explanation
  const priority = messages.priority[aims.at(-1)?.priority ?? 'medium']
  if (targetMinutes === null) return [messages.none]
  const values = {
    metric: messages.metric[kind],
    line: String(line ?? ''),
    span: spanWords(targetMinutes * 60_000, messages),
    priority,
  }
  const words = kind === 'line' ? messages.lineTarget : messages.target
  return [
    fill(words, values),
    ...(targetMs === null || targetMs === targetMinutes * 60_000
      ? []
      : [fill(messages.inAll, { span: spanWords(targetMs, messages) })]),
    guaranteed ? messages.promised : messages.tracked,
    ...(clause === null || clause === '' ? [] : [clauseWords(clause, messages)]),
  ]
}

/**
 * `response_time.high@business@3`, or `line_target.2`, as it is found again in the terms: "Response time: Business,
 * edition 3". Of what has no name here, only the edition is told.
 */
function clauseWords(clause: string, messages: FullReader['messages']): string {
  const [, line] = /^line_target\.(\d+)$/.exec(clause) ?? []
  if (line !== undefined) return fill(messages.lineClause, { line })
  const [code, name, version] = clause.split('@')
  if (code === undefined || name === undefined || version === undefined) return clause
  const edition = fill(messages.edition, { package: capital(name), version })
  const named = messages.clauses[code] ?? messages.clauses[code.split('.')[0] ?? '']
  return named === undefined ? edition : fill(messages.clause, { clause: named, edition })
}

function calendarLines(
  { calendar, calendarVersion, zoneData }: ClockPolicy,
  published: HoursVersion | null,
  { messages, locale, ownZone }: FullReader,
): string[] {
  const zone = placeOf(calendar.timeZone)
  const version =
    calendarVersion === undefined || published === null
      ? messages.agreed
      : fill(messages.version, {
          package: capital(calendarVersion.package),
          zone: calendarVersion.zone,
          version: String(calendarVersion.version),
          date: datesOf(locale, ownZone, { day: 'numeric', month: 'short', year: 'numeric' }).format(
            published.publishedAt,
          ),
        })
  return [
    hoursWords(calendar, locale),
    fill(messages.inZone, { zone: /^[+-]/.test(calendar.timeZone) ? zone : calendar.timeZone }),
    version,
    ...(zoneData === undefined ? [] : [fill(messages.zoneData, { data: zoneData })]),
  ]
}

function resultLines(explanation: ClockExplanation, reader: FullReader): ExplanationLine[] {
  const { totalCountedMs, elapsedMs, targetMs, state, earlierPromise } = explanation
  const { messages } = reader
  const span = (milliseconds: number) => spanWords(milliseconds, messages)
  const goesOn = state === 'running' || state === 'paused'
  const used =
    targetMs === null || !goesOn
      ? []
      : [
          fill(messages.used, {
            used: span(elapsedMs),
            target: span(targetMs),
            left: span(Math.max(0, targetMs - elapsedMs)),
            now: resultMoment(explanation.at, reader),
          }),
        ]
  const earlier =
    earlierPromise === null ? [] : [fill(messages.earlier, { due: resultMoment(earlierPromise, reader) })]
  return [
    { kind: 'sum', text: messages.sum, counted: span(totalCountedMs) },
    ...facts([stateWords(explanation, reader), ...used, ...earlier]),
  ]
}

function stateWords({ state, dueAt, stoppedAt, overMs }: ClockExplanation, reader: FullReader): string {
  const { messages } = reader
  const due = dueAt === null ? '' : resultMoment(dueAt, reader)
  const stopped = stoppedAt === null ? '' : resultMoment(stoppedAt, reader)
  if (state === 'breached')
    return stoppedAt === null
      ? fill(messages.late, { due })
      : fill(messages.missed, { due, stopped, over: spanWords(overMs, messages) })
  if (state === 'running') return fill(messages.due, { due })
  return fill(messages[state], { due, stopped })
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
