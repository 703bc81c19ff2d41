const minuteMs = 60_000
const dayMs = 86_400_000

type Reader = {
  /** IANA zone or offset; the machine's own where it is absent. */
  timeZone: string | undefined
  /** Says whose wall the time is read from, as a mail does. */
  withPlace: boolean
}

/** Adds `due`, the words of `dueAt` for one reader at `now`; facts without a due time stay as they are. */
export function withDue<Facts extends { dueAt?: string; due?: string }>(
  facts: Facts,
  now: number,
  reader: Reader,
): Facts {
  return facts.dueAt === undefined ? facts : { ...facts, due: dueWords(Date.parse(facts.dueAt), now, reader) }
}

/** `is due in 24 min, at 14:30`, `is due on Fri 27 Nov at 09:12`, `was due at 14:30`; wall-clock time (SPEC 4.7). */
export function dueWords(dueAt: number, now: number, { timeZone, withPlace }: Reader): string {
  const parts = (at: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' }).format(at)
  const dateOf = (at: number) => parts(at, { year: 'numeric', month: 'numeric', day: 'numeric' })
  const time = `at ${parts(dueAt, { hour: '2-digit', minute: '2-digit' })}`
  const day = `on ${parts(dueAt, { weekday: 'short', day: 'numeric', month: 'short' })}`
  const isToday = dateOf(dueAt) === dateOf(now)
  const place = withPlace && timeZone !== undefined ? placeOf(timeZone) : ''
  const when = (isToday ? time : `${day} ${time}`) + place
  if (dueAt <= now) return `was due ${when}`
  return dueAt - now < dayMs ? `is due in ${spanWords(dueAt - now)}, ${when}` : `is due ${when}`
}

/** Whole minutes, never none. */
function spanWords(ms: number): string {
  const minutes = Math.ceil(ms / minuteMs)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

function placeOf(timeZone: string): string {
  if (/^[+-]/.test(timeZone)) return ` (UTC${timeZone})`
  const [, place] = /([^/]+)$/.exec(timeZone) ?? []
  return ` (${(place ?? timeZone).replaceAll('_', ' ')})`
}
