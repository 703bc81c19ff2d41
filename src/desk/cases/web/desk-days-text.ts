const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** "Daily", "Mon–Fri", or each day. */
export function daysText(days: readonly string[], language: string, t: (key: string) => string): string {
  const numbers = days.map((day) => week.indexOf(day.slice(0, 3).toLowerCase())).toSorted((a, b) => a - b)
  const first = numbers[0]
  const last = numbers.at(-1)
  if (first === undefined || last === undefined || first === -1) return days.join(', ')
  if (numbers.length === 7) return t('customer.daily')
  const isRun = numbers.length > 2 && last - first === numbers.length - 1
  if (isRun) return `${dayName(first, language)}–${dayName(last, language)}`
  return numbers.map((day) => dayName(day, language)).join(', ')
}

function dayName(day: number, language: string): string {
  // 5 January 1970 was a Monday.
  const monday = Date.UTC(1970, 0, 5)
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    monday + day * 86_400_000,
  )
}
