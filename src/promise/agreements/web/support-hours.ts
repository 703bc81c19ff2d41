import { clockTime, weekdayLong, type TimeFormat } from '#web/time/time-words.ts'

/** Days of the week with the same hours: 1 is Monday; times as the reader's clock shows them. */
export type HoursGroup = { days: number[]; from: string; to: string }

type Stretch = { from: number; to: number }

const dayMilliseconds = 86_400_000

/**
 * The reader's own support hours, from the open stretches of seven whole days of theirs. A stretch that the
 * window cuts in two is put together again, since the week repeats; a night that is open belongs to its evening.
 * @param week ISO spans, clipped to seven days of the reader's zone
 */
export function supportHours(week: { from: string; to: string }[], format: TimeFormat): HoursGroup[] {
  const groups = new Map<string, HoursGroup>()
  for (const { from, to } of wholeStretches(week)) {
    const times = { from: clockTime(from, format), to: closingTime(to, format) }
    const key = `${times.from}-${times.to}`
    const group = groups.get(key) ?? { days: [], ...times }
    group.days.push(weekdayNumber(from, format))
    groups.set(key, group)
  }
  return [...groups.values()].map((group) => ({ ...group, days: [...group.days].sort((a, b) => a - b) }))
}

function wholeStretches(week: { from: string; to: string }[]): Stretch[] {
  const stretches = week.map((span) => ({ from: Date.parse(span.from), to: Date.parse(span.to) }))
  const first = stretches[0]
  const last = stretches.at(-1)
  if (first === undefined || last === undefined || first === last) return stretches
  const isCut = last.to - first.from >= 7 * dayMilliseconds - 3_600_000
  if (!isCut) return stretches
  return [...stretches.slice(1, -1), { from: last.from, to: last.to + (first.to - first.from) }]
}

/** A day ends at 24:00. */
export function closingTime(to: number, format: TimeFormat): string {
  const time = clockTime(to, format)
  return time === '00:00' ? '24:00' : time
}

function weekdayNumber(at: number, format: TimeFormat): number {
  const name = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: format.timeZone }).format(at)
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name) + 1
}

/** Runs of days that follow each other: [1,2,3,4,5] is one run from 1 to 5. */
export function dayRuns(days: number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last !== undefined && last.to === day - 1) last.to = day
    else runs.push({ from: day, to: day })
  }
  return runs
}

/** The name of a weekday by its number, in the reader's language. */
export function weekdayName(day: number, format: TimeFormat): string {
  // 5 January 1970 was a Monday.
  return weekdayLong((3 + day) * dayMilliseconds, { ...format, timeZone: 'UTC' })
}
