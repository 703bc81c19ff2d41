import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'
import { datesOf, fill } from './clock-text.ts'
import { type ExplainMessages, explainMessages } from './explain-messages.ts'

/** Support hours of a week in words: `Mon–Thu 09:00–12:00, 13:00–18:00; Fri 22:00–06:00 the next day`. */
export function hoursWords({ week }: Pick<Calendar, 'week'>, locale: string): string {
  const messages = explainMessages(locale)
  const groups = Map.groupBy(weekdays.keys(), (day) => {
    const rows = week[weekdays[day] ?? 'mon'] ?? []
    return rows.map((row) => rowWords(row, messages)).join(', ')
  })
  groups.delete('')
  if (groups.size === 0) return messages.datedOnly
  if (groups.get(messages.allDay)?.length === 7) return messages.alwaysOpen
  return [...groups].map(([hours, days]) => `${daysWords(days, messages, locale)} ${hours}`).join('; ')
}

function rowWords([from, to]: [string, string], messages: ExplainMessages): string {
  if (from === '00:00' && to === '24:00') return messages.allDay
  const hours = `${from}–${to}`
  // `HH:MM` is ordered as text is.
  return to > from ? hours : fill(messages.nextDay, { hours })
}

/** Days from Monday, 0, ascending: `Mon–Fri`, `Mon, Wed`, `Daily`. */
function daysWords(days: readonly number[], messages: ExplainMessages, locale: string): string {
  if (days.length === 7) return messages.daily
  const runs: number[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  return runs
    .flatMap((run) => {
      const names = run.map((day) => dayName(day, locale))
      return run.length > 2 ? [`${names[0]}–${names.at(-1)}`] : names
    })
    .join(', ')
}

function dayName(day: number, locale: string): string {
  // 5 January 1970 was a Monday.
  return datesOf(locale, 'UTC', { weekday: 'short' }).format((4 + day) * 86_400_000)
}
