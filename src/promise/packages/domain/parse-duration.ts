/**
 * Reads a working time as people write it, in minutes: `4 h`, `1 h 30 min`, `1:30`, `90 min`, `90`. Undefined for
 * what is none.
 */
export function parseDuration(written: string): number | undefined {
  const text = written.trim().toLowerCase()
  const [, clockHours, clockMinutes] = /^(\d+):([0-5]\d)$/.exec(text) ?? []
  if (clockHours !== undefined) return Number(clockHours) * 60 + Number(clockMinutes)
  const match = /^(?:(\d+)\s*(?:h|hours?))?\s*(?:(\d+)\s*(?:m|min|minutes?)?)?$/.exec(text)
  if (match === null || text === '') return undefined
  const [, hours = '0', minutes = '0'] = match
  const total = Number(hours) * 60 + Number(minutes)
  return Number.isSafeInteger(total) ? total : undefined
}
