import { z } from 'zod'
import { calendarSchema } from './calendar.ts'
import type { Interval } from './intervals.ts'
import {
  addWorkingTime,
  isOpen,
  nextClose,
  nextOpen,
  openPeriods,
  workingTimeBetween,
} from './working-time.ts'

const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    context.addIssue('must be an instant such as 2026-10-02T14:30:00Z')
    return z.NEVER
  }
})

const common = { calendar: calendarSchema, start: instant }
const vectorSchema = z.discriminatedUnion('op', [
  z.object({
    ...common,
    op: z.literal('add'),
    minutes: z.number().optional(),
    seconds: z.number().optional(),
  }),
  z.object({ ...common, op: z.literal('between'), end: instant }),
  z.object({ ...common, op: z.literal('isOpen') }),
  z.object({ ...common, op: z.literal('nextOpen') }),
  z.object({ ...common, op: z.literal('nextClose') }),
  z.object({ ...common, op: z.literal('periods'), end: instant }),
])

/**
 * Answers calendar vectors for `fourline sla evaluate` (SPEC 13): `{ id, result }` each in the order given, or
 * `{ id, error }` for one that cannot be answered. Throws TypeError when the input is not an array.
 */
export function evaluateVectors(vectors: unknown): unknown[] {
  if (!Array.isArray(vectors)) throw new TypeError('Expected a JSON array of vectors')
  return vectors.map((vector: unknown) => {
    const id = idOf(vector)
    try {
      return { id, result: answerOf(vectorSchema.parse(vector)) }
    } catch (error) {
      return { id, error: messageOf(error) }
    }
  })
}

function answerOf(vector: z.infer<typeof vectorSchema>): unknown {
  const { calendar, start } = vector
  switch (vector.op) {
    case 'add':
      return instantText(addWorkingTime(calendar, start, spanOf(vector)))
    case 'between':
      return inMinutes(workingTimeBetween(calendar, start, vector.end))
    case 'isOpen':
      return isOpen(calendar, start)
    case 'nextOpen':
      return instantText(nextOpen(calendar, start))
    case 'nextClose':
      return instantText(nextClose(calendar, start))
    case 'periods':
      return openPeriods(calendar, start, vector.end).map(({ from, to }: Interval) => [
        instantText(from),
        instantText(to),
      ])
  }
}

function spanOf({ minutes, seconds }: { minutes?: number; seconds?: number }): number {
  if (minutes === undefined && seconds === undefined) throw new RangeError('add needs minutes or seconds')
  return Math.round((minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000)
}

/** Six decimals hold a millisecond exactly enough to be read back. */
function inMinutes(ms: number): number {
  return Math.round((ms / 60_000) * 1_000_000) / 1_000_000
}

function instantText(at: number | 'never'): string {
  return at === 'never' ? at : Temporal.Instant.fromEpochMilliseconds(at).toString()
}

function idOf(vector: unknown): unknown {
  return typeof vector === 'object' && vector !== null && 'id' in vector ? vector.id : null
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : String(error)
}
