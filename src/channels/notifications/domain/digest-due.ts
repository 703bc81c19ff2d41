export type DigestRhythm = 'none' | 'daily' | 'weekly'
export type DigestTimes = { rhythm: DigestRhythm; hour: number; lastOn: string | null }

/**
 * The date, on the person's own calendar, of the digest that is due at `now`; null where none is. A weekly one
 * comes on Mondays, and one that was missed comes later the same day (the same week, if weekly).
 * @param hour 0 to 23, wall time in `timeZone`; one that a change of clocks skips is read as later
 */
export function digestDue(
  now: number,
  { rhythm, hour, lastOn }: DigestTimes,
  timeZone: string,
): string | null {
  if (rhythm === 'none') return null
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  const today = here.toPlainDate()
  const date = rhythm === 'daily' ? today : today.subtract({ days: today.dayOfWeek - 1 })
  const from = date.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour) })
  if (here.epochMilliseconds < from.epochMilliseconds) return null
  return lastOn !== null && lastOn >= date.toString() ? null : date.toString()
}
