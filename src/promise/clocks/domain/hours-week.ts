import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'

/** Hours as somebody writes them; they may be halfway written. `to` that is not after `from` is of the next day. */
export type HoursRow = { from: string; to: string }
/** Monday first. */
export type HoursWeek = readonly (readonly HoursRow[])[]
/** Minutes from a day's midnight; what crosses the next midnight ends after 1440. */
type Minutes = { from: number; to: number }
export type CellState = 'open' | 'part' | 'closed'
/** A rectangle of the painted week: days 0 to 6 and minutes 0 to 1440, both ends of the days included. */
export type Painted = { fromDay: number; toDay: number; from: number; to: number }

export const dayMinutes = 1440
/** One cell of the painted week. */
export const cellMinutes = 30
const cellsADay = dayMinutes / cellMinutes

/** `9`, `9:5` and `0930` are read as `09:00`, `09:05` and `09:30`; null where it is no time of day. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?::?(\d{1,2}))?$/.exec(text.trim())
  if (found === null) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)]
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null
  return textOf(hours * 60 + minutes)
}

/** Minutes of a row; null while one of its times is none, or it would begin at `24:00`. */
export function minutesOf(row: HoursRow): Minutes | null {
  const [start, end] = [readTime(row.from), readTime(row.to)]
  if (start === null || end === null || start === '24:00') return null
  const [from, to] = [minuteOf(start), minuteOf(end)]
  return { from, to: to > from ? to : to + dayMinutes }
}

/** The week of a calendar as rows, and back; rows that are not written to their end are left out. */
export function weekOf(calendar: Pick<Calendar, 'week'>): HoursWeek {
  return weekdays.map((day) => (calendar.week[day] ?? []).map(([from, to]) => ({ from, to })))
}

export function calendarWeekOf(week: HoursWeek): Calendar['week'] {
  return Object.fromEntries(
    weekdays.flatMap((day, index) => {
      const rows = intervalsOf(week[index] ?? [])
      return rows.length === 0 ? [] : [[day, rows]]
    }),
  )
}

/** Rows as a calendar has them. */
export function intervalsOf(rows: readonly HoursRow[]): [string, string][] {
  return rows.flatMap((row) => {
    const minutes = minutesOf(row)
    return minutes === null ? [] : [[textOf(minutes.from), endOf(minutes)] satisfies [string, string]]
  })
}

/** What is open of each day, midnight to midnight, with what crosses over from the day before. */
export function openMinutes(week: HoursWeek): Minutes[][] {
  return week.map((rows, day) => union([...wholeRows(rows), ...tailsInto(week, day)]).flatMap(withinDay))
}

/** Each day's cells of half an hour: open, closed, or open for a part. */
export function cellsOf(week: HoursWeek): CellState[][] {
  return openMinutes(week).map((open) =>
    Array.from({ length: cellsADay }, (_, cell) => {
      const [from, to] = [cell * cellMinutes, (cell + 1) * cellMinutes]
      const covered = open.reduce(
        (sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, from)),
        0,
      )
      return covered === 0 ? 'closed' : covered === cellMinutes ? 'open' : 'part'
    }),
  )
}

/**
 * The week with a rectangle opened or closed. Nothing outside of it changes, to the minute; rows that it does not
 * touch stay as they are written, and so do those that are not written to their end.
 */
export function paint(week: HoursWeek, { fromDay, toDay, from, to }: Painted, open: boolean): HoursWeek {
  let painted = week
  for (let day = fromDay; day <= toDay; day += 1)
    painted = open ? opened(painted, day, { from, to }) : closed(painted, day, { from, to })
  return painted
}

/** The hours of one day given to others. */
export function copyDay(week: HoursWeek, from: number, to: readonly number[]): HoursWeek {
  return week.map((rows, day) => (to.includes(day) ? [...(week[from] ?? [])] : rows))
}

export const alwaysWeek: HoursWeek = weekdays.map(() => [{ from: '00:00', to: '24:00' }])

/** Whether no minute of the week is closed. */
export function isAlwaysOpen(week: HoursWeek): boolean {
  return openMinutes(week).every((open) => open.some((one) => one.from === 0 && one.to === dayMinutes))
}

function opened(week: HoursWeek, day: number, stretch: Minutes): HoursWeek {
  // What the evening before already keeps open is not written twice.
  const fresh = tailsInto(week, day).reduce((left, tail) => without(left, tail), [stretch])
  return changeDay(week, day, (rows) => {
    const touched = (row: Minutes): boolean => fresh.some((one) => row.from <= one.to && one.from <= row.to)
    const kept = rows.filter((row) => {
      const minutes = minutesOf(row)
      return minutes === null || !touched(minutes)
    })
    const before = wholeRows(rows).filter(touched)
    const merged = union([...before, ...fresh]).flatMap((piece) => aDayAtMost(piece, before))
    return inOrder([...kept, ...merged.map(rowOf)])
  })
}

function closed(week: HoursWeek, day: number, stretch: Minutes): HoursWeek {
  const before = (day + 6) % 7
  const late = { from: stretch.from + dayMinutes, to: stretch.to + dayMinutes }
  return cutDay(cutDay(week, day, stretch), before, late)
}

/** Takes a stretch out of a day's rows; what then begins after midnight becomes the next day's own. */
function cutDay(week: HoursWeek, day: number, stretch: Minutes): HoursWeek {
  const moved: HoursRow[] = []
  const cut = changeDay(week, day, (rows) =>
    rows.flatMap((row) => {
      const minutes = minutesOf(row)
      if (minutes === null || minutes.to <= stretch.from || stretch.to <= minutes.from) return [row]
      return without([minutes], stretch).flatMap((piece) => {
        if (piece.from < dayMinutes) return [rowOf(piece)]
        moved.push(rowOf({ from: piece.from - dayMinutes, to: piece.to - dayMinutes }))
        return []
      })
    }),
  )
  return moved.length === 0 ? cut : changeDay(cut, (day + 1) % 7, (rows) => inOrder([...rows, ...moved]))
}

/** A row is never longer than a day: where it would be, its night stays the row that it was. */
function aDayAtMost(piece: Minutes, rows: readonly Minutes[]): Minutes[] {
  const night = rows.find(({ to }) => to === piece.to)
  if (piece.to - piece.from <= dayMinutes || night === undefined) return [piece]
  return [{ from: piece.from, to: night.from }, night]
}

function changeDay(
  week: HoursWeek,
  day: number,
  change: (rows: readonly HoursRow[]) => readonly HoursRow[],
): HoursWeek {
  return week.map((rows, index) => (index === day ? change(rows) : rows))
}

function tailsInto(week: HoursWeek, day: number): Minutes[] {
  return wholeRows(week[(day + 6) % 7] ?? [])
    .filter(({ to }) => to > dayMinutes)
    .map(({ to }) => ({ from: 0, to: to - dayMinutes }))
}

function wholeRows(rows: readonly HoursRow[]): Minutes[] {
  return rows.map(minutesOf).filter((minutes) => minutes !== null)
}

function union(stretches: readonly Minutes[]): Minutes[] {
  const merged: Minutes[] = []
  for (const { from, to } of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

function without(stretches: readonly Minutes[], cut: Minutes): Minutes[] {
  return stretches.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, cut.from) },
      { from: Math.max(from, cut.to), to },
    ].filter((piece) => piece.from < piece.to),
  )
}

function withinDay({ from, to }: Minutes): Minutes[] {
  return from < dayMinutes ? [{ from, to: Math.min(to, dayMinutes) }] : []
}

function rowOf(minutes: Minutes): HoursRow {
  return { from: textOf(minutes.from), to: endOf(minutes) }
}

function inOrder(rows: readonly HoursRow[]): HoursRow[] {
  return rows.toSorted(
    (one, other) => (minutesOf(one)?.from ?? Infinity) - (minutesOf(other)?.from ?? Infinity),
  )
}

function endOf({ to }: Minutes): string {
  return textOf(to > dayMinutes ? to - dayMinutes : to)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function textOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
