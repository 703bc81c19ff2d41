import { z } from 'zod'
import { answerEachVector, vectorInstant, vectorInstantText } from './answer-each-vector.ts'
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

const common = { calendar: calendarSchema, start: vectorInstant }
const vectorSchema = z.discriminatedUnion('op', [
  z.object({
    ...common,
    op: z.literal('add'),
    minutes: z.number().optional(),
    seconds: z.number().optional(),
  }),
  z.object({ ...common, op: z.literal('between'), end: vectorInstant }),
  z.object({ ...common, op: z.literal('isOpen') }),
  z.object({ ...common, op: z.literal('nextOpen') }),
  z.object({ ...common, op: z.literal('nextClose') }),
  z.object({ ...common, op: z.literal('periods'), end: vectorInstant }),
])

/**
 * Answers calendar vectors for `fourline sla evaluate` (SPEC 13): `{ id, result }` each in the order given, or
 * `{ id, error }` for one that cannot be answered. Throws TypeError when the input is not an array.
 */
export function evaluateVectors(vectors: unknown): unknown[] {
  return answerEachVector(vectors, (vector) => ({ result: answerOf(vectorSchema.parse(vector)) }))
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
  return at === 'never' ? at : vectorInstantText(at)
}
