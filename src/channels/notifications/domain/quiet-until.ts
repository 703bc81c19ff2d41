/** When a person wants no mail. Times are `HH:MM` on their own wall; 1 is Monday. */
export type QuietHours = {
  hours: { from: string; to: string } | null
  days: readonly number[]
}

const mostSteps = 20

/**
 * When the quiet that holds at `now` ends, as epoch milliseconds; null where nothing is quiet. A night that runs
 * into a quiet day runs on. Wall times that a change of clocks skips are read as later.
 * @param timeZone IANA zone or offset of the person
 */
export function quietUntil(now: number, quiet: QuietHours, timeZone: string): number | null {
  let at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone)
  for (let step = 0; step < mostSteps; step++) {
    const end = endOfStretch(at, quiet)
    if (end === null) break
    at = end
  }
  return at.epochMilliseconds === now ? null : at.epochMilliseconds
}

type Moment = Temporal.ZonedDateTime

/** The end of the one stretch that `at` lies in. */
function endOfStretch(at: Moment, { hours, days }: QuietHours): Moment | null {
  const today = at.toPlainDate()
  if (days.includes(today.dayOfWeek)) return today.add({ days: 1 }).toZonedDateTime(at.timeZoneId)
  if (hours === null) return null
  for (const date of [today.subtract({ days: 1 }), today]) {
    const from = momentOf(date, hours.from, at.timeZoneId)
    const to = momentOf(hours.to > hours.from ? date : date.add({ days: 1 }), hours.to, at.timeZoneId)
    if (isBetween(at, from, to)) return to
  }
  return null
}

function momentOf(date: Temporal.PlainDate, time: string, timeZone: string): Moment {
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
}

function isBetween(at: Moment, from: Moment, to: Moment): boolean {
  return at.epochMilliseconds >= from.epochMilliseconds && at.epochMilliseconds < to.epochMilliseconds
}
