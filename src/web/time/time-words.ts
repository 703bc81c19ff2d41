/** Turns a key of the kit's words into text; i18next's `t` fits. */
export type Say = (key: string, values?: Record<string, string | number>) => string

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How dates and times read; `timeZone` is the reader's own when absent. */
export type TimeFormat = { locale: string; timeZone?: string | undefined }

function formatter(format: TimeFormat, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(format.locale, {
    ...options,
    timeZone: format.timeZone,
    hourCycle: 'h23',
  })
}

/** "14:32" */
export function clockTime(at: number, format: TimeFormat): string {
  return formatter(format, { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** "Fri" */
export function weekdayShort(at: number, format: TimeFormat): string {
  return formatter(format, { weekday: 'short' }).format(at)
}

/** "Friday" */
export function weekdayLong(at: number, format: TimeFormat): string {
  return formatter(format, { weekday: 'long' }).format(at)
}

/** "Wed 25", for the lines of a receipt */
export function weekdayAndDay(at: number, format: TimeFormat): string {
  return `${weekdayShort(at, format)} ${formatter(format, { day: 'numeric' }).format(at)}`
}

/** "25 November" */
export function dayAndMonth(at: number, format: TimeFormat): string {
  return formatter(format, { day: 'numeric', month: 'long' }).format(at)
}

/** "25 Nov", with the year only where it is not this year's */
export function shortDate(at: number, now: number, format: TimeFormat): string {
  const year = formatter(format, { year: 'numeric' })
  const sameYear = year.format(at) === year.format(now)
  return formatter(format, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** "Saturday 28 Nov, 14:32", the title of a due time */
export function fullMoment(at: number, format: TimeFormat): string {
  const date = formatter(format, { day: 'numeric', month: 'short' }).format(at)
  return `${weekdayLong(at, format)} ${date}, ${clockTime(at, format)}`
}

/** "Fri 12:40" within six days, else "28 Nov 12:40" */
export function shortMoment(at: number, now: number, format: TimeFormat): string {
  const near = Math.abs(at - now) < 6 * day
  const date = near ? weekdayShort(at, format) : shortDate(at, now, format)
  return `${date} ${clockTime(at, format)}`
}

/** "24 min", "3 h 48 m", "9 h", "2 d 3 h": how long, never zero-padded; under a minute is one minute. */
export function durationWords(milliseconds: number, say: Say): string {
  const minutes = Math.max(1, Math.round(milliseconds / minute))
  if (minutes < 60) return say('time.minutes', { m: minutes })
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours < 48)
    return rest === 0 ? say('time.hours', { h: hours }) : say('time.hoursMinutes', { h: hours, m: rest })
  const days = Math.floor(hours / 24)
  const restHours = hours % 24
  return restHours === 0 ? say('time.days', { d: days }) : say('time.daysHours', { d: days, h: restHours })
}

/** "1 h 48 m", "24 h 00 m": a sum of working time on a receipt, hours never folded into days. */
export function sumWords(seconds: number, say: Say): string {
  const minutes = Math.round(seconds / 60)
  if (seconds > 0 && seconds < 60) return say('time.seconds', { s: seconds })
  if (minutes < 60) return say('time.minutes', { m: minutes })
  return say('time.hoursMinutes', {
    h: Math.floor(minutes / 60),
    m: String(minutes % 60).padStart(2, '0'),
  })
}

/** Wall-clock time to a deadline: "52 min", "3 h 48 m", from a day ahead the moment itself, "Fri 12:40". */
export function timeLeft(dueAt: number, now: number, say: Say, format: TimeFormat): string {
  const left = Math.max(0, dueAt - now)
  if (left >= day) return shortMoment(dueAt, now, format)
  return durationWords(Math.ceil(left / minute) * minute, say)
}

/** "12 min over", by whole minutes passed. */
export function timeOver(dueAt: number, now: number, say: Say): string {
  return say('time.over', {
    span: durationWords(Math.floor((now - dueAt) / minute) * minute, say),
  })
}

/** Age for lists: "4 min", "3 h" today, then the weekday, then the date. */
export function ageWords(at: number, now: number, say: Say, format: TimeFormat): string {
  const age = Math.max(0, now - at)
  if (age < hour) return say('time.minutes', { m: Math.max(1, Math.floor(age / minute)) })
  if (age < 12 * hour) return say('time.hours', { h: Math.floor(age / hour) })
  if (age < 6 * day) return weekdayShort(at, format)
  return shortDate(at, now, format)
}
