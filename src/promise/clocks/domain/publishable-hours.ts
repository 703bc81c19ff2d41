import { type Calendar, calendarProblems } from '#promise/calendars/domain/calendar.ts'
import { datesOf } from './calendar-changes.ts'
import { datesAtMost } from './hours-draft.ts'
import { isAlwaysOpen, weekOf } from './hours-week.ts'

const rowsAtMost = 24
const [firstDate, lastDate] = ['2000-01-01', '2199-12-31']

/** Why these hours cannot be published for a zone, with the place in what was sent; empty when they can. */
export function publishingProblems(
  hours: Calendar,
  names: Readonly<Record<string, string>>,
  zone: string,
): { path: string; message: string }[] {
  const dates = datesOf(hours)
  const problem = (path: string, message: string) => [{ path, message }]
  if (hours.timeZone !== zone) return problem('hours.timeZone', `These hours are not those of ${zone}.`)
  if (dates.length > datesAtMost) return problem('hours.holidays', `At most ${datesAtMost} dates.`)
  const strange = dates.find((date) => date < firstDate || date > lastDate)
  if (strange !== undefined) return problem('hours.holidays', `${strange} is too far away.`)
  const twice = dates.find((date, index) => dates[index + 1] === date)
  if (twice !== undefined) return problem('hours.holidays', `${twice} is named twice.`)
  const rows = [hours.week, hours.overrides ?? {}, hours.breaks ?? {}].flatMap((one) => Object.values(one))
  if (rows.some((one) => one.length > rowsAtMost))
    return problem('hours.week', `At most ${rowsAtMost} intervals a day.`)
  if (dates.length > 0 && isAlwaysOpen(weekOf(hours)))
    return problem('hours.holidays', 'Support that is always open has no holidays or exceptions.')
  const unknown = Object.keys(names).find((date) => !dates.includes(date))
  if (unknown !== undefined) return problem('names', `${unknown} has a name, but no hours of its own.`)
  if (calendarProblems(hours).some(({ code }) => code === 'never_open'))
    return problem('hours.week', 'These hours are never open. At least some time has to be.')
  return []
}
