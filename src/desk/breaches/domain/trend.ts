import { z } from 'zod'

/** Counts by week and by one other thing: a cause or a line. */
export const trendView = z.object({
  /** When each week begins in the reader's zone, the earliest first; the last one is not over. */
  weeks: z.array(z.iso.datetime()),
  /** The most frequent first; a null key is what nobody has said yet. */
  series: z.array(
    z.object({ key: z.string().nullable(), name: z.string().nullable(), counts: z.array(z.number().int()) }),
  ),
})
export type Trend = z.output<typeof trendView>

export const weeksShown = 12

/** Beginnings of the present week and those before it, Mondays at 00:00 in the zone, the earliest first. */
export function weekStarts(nowMs: number, timeZone: string): Date[] {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  return Array.from({ length: weeksShown }, (_, at) => {
    const start = monday.subtract({ weeks: weeksShown - 1 - at })
    return new Date(start.toZonedDateTime(timeZone).epochMilliseconds)
  })
}

export type Counted = { week: number; key: string | null; name: string | null; count: number }

/** Puts what was counted into series of one number a week. @param counted `week` counts from 1 */
export function trendOf(weeks: readonly Date[], counted: readonly Counted[]): Trend {
  const series = new Map<string | null, Trend['series'][number]>()
  for (const { week, key, name, count } of counted) {
    const one = series.get(key) ?? { key, name, counts: weeks.map(() => 0) }
    one.counts[week - 1] = (one.counts[week - 1] ?? 0) + count
    series.set(key, one)
  }
  return {
    weeks: weeks.map((start) => start.toISOString()),
    series: [...series.values()].toSorted(
      (a, b) =>
        sumOf(b.counts) - sumOf(a.counts) ||
        Number(a.key === null) - Number(b.key === null) ||
        (a.name ?? '').localeCompare(b.name ?? '', 'en'),
    ),
  }
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
