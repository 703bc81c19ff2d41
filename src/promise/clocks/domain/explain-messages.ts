import type { ClockKind } from './clock-policy.ts'
import type { PauseReason } from './explain-clock.ts'

/** The words in which staff read how a due time came about, in one language. */
export type ExplainMessages = {
  parts: Record<'target' | 'calendar' | 'way' | 'result', string>
  metric: Record<ClockKind, string>
  priority: Record<'high' | 'medium' | 'low', string>
  target: string
  lineTarget: string
  inAll: string
  promised: string
  tracked: string
  clauses: Record<string, string>
  clause: string
  edition: string
  lineClause: string
  alwaysOpen: string
  allDay: string
  nextDay: string
  daily: string
  datedOnly: string
  inZone: string
  version: string
  agreed: string
  zoneData: string
  closedUntil: string
  exception: string
  holiday: string
  otherHours: string
  pause: Record<PauseReason, string>
  pauseNow: Record<PauseReason, string>
  aim: string
  aimSame: string
  aimNone: string
  aimOf: string
  span: string
  nothing: string
  merged: string
  sum: string
  due: string
  late: string
  met: string
  missed: string
  paused: string
  cancelled: string
  none: string
  forReader: string
  used: string
  earlier: string
  hours: string
  minutes: string
  hoursMinutes: string
}

const english: ExplainMessages = {
  parts: {
    target: 'What it may take',
    calendar: 'Hours that count',
    way: 'What was counted',
    result: 'What it comes to',
  },
  metric: {
    firstResponse: 'First reply',
    nextResponse: 'Next reply',
    resolution: 'Resolution',
    line: 'Line target',
  },
  priority: { high: 'high', medium: 'medium', low: 'low' },
  target: '{metric}: {span} of support hours at {priority} priority',
  lineTarget: 'Line {line}: {span} of support hours at {priority} priority, until it is solved or handed on',
  inAll: '{span} in all, as the priority changed on the way',
  promised: 'Promised to the customer',
  tracked: 'Target: tracked by us, not promised, and never shown to the customer',
  clauses: {
    response_time: 'Response time',
    next_response: 'Next reply',
    'case.guaranteed_resolution': 'Guaranteed resolution time',
  },
  clause: '{clause}: {edition}',
  edition: '{package}, edition {version}',
  lineClause: 'Set for line {line}',
  alwaysOpen: 'Day and night',
  allDay: 'all day',
  nextDay: '{hours} the next day',
  daily: 'Daily',
  datedOnly: 'Only on single dates',
  inZone: 'In {zone}',
  version: '{package} {zone}, version {version}, published {date}',
  agreed: 'As the agreement states them',
  zoneData: 'Clock changes by time zone data {data}, kept with the case',
  closedUntil: '{from}, closed until {to}',
  exception: '{date}: {name}',
  holiday: 'holiday',
  otherHours: 'other hours',
  pause: {
    waiting: '{from}, waited for the customer until {to}',
    solved: '{from}, solved until it was reopened {to}',
    closed: '{from}, case closed until it was reopened {to}',
  },
  pauseNow: {
    waiting: '{from}, waits for the customer',
    solved: '{from}, solved',
    closed: '{from}, case closed',
  },
  aim: '{from}, priority {priority} instead of {before}: due {due} instead of {dueBefore}',
  aimSame: '{from}, priority {priority} instead of {before}: the due time stays',
  aimNone: '{from}, priority {priority} instead of {before}: no time from here on',
  aimOf: '{from}, priority {priority} instead of {before}: {span} in all',
  span: '{from}–{to}',
  nothing: '0',
  merged: '{count} more stretches in between',
  sum: 'Counted',
  due: 'Due {due}',
  late: 'Late: was due {due}',
  met: 'Met: done {stopped}, was due {due}',
  missed: 'Missed by {over} of support hours: was due {due}, done {stopped}',
  paused: 'Stands still, and is not due until it goes on',
  cancelled: 'Ended {stopped} when the case was closed; it counts in no rate',
  none: 'Nothing is due',
  forReader: '{moment} for you',
  used: '{used} of {target} used by {now}, {left} left',
  earlier: 'Before the priority was lowered it was due {due}; that stays on record',
  hours: '{h} h',
  minutes: '{m} min',
  hoursMinutes: '{h} h {m} min',
}

const messages: Record<string, ExplainMessages> = { en: english }

/** The messages of a locale by its language; English where there are none. */
export function explainMessages(locale: string): ExplainMessages {
  return messages[locale] ?? messages[locale.split('-')[0] ?? ''] ?? english
}
