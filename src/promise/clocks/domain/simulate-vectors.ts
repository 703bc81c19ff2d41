import { z } from 'zod'
import {
  answerEachVector,
  vectorInstant,
  vectorInstantText,
} from '#promise/calendars/domain/answer-each-vector.ts'
import { type Calendar, calendarSchema } from '#promise/calendars/domain/calendar.ts'
import type { ClockState } from './clock-state.ts'
import { type ClockEvent, clockStates } from './clock-states.ts'
import type { ClockPolicy, Target, Targets } from './clock-policy.ts'

const priority = z.enum(['high', 'medium', 'low'])
const status = z.enum(['open', 'pending', 'on_hold', 'resolved', 'closed', 'cancelled'])
const minutes = z.number().nonnegative().nullish()
const targets = z.object({ firstResponse: minutes, nextResponse: minutes, resolution: minutes })
const targetsByPriority = z.partialRecord(priority, targets.nullish())

const event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('created'),
    at: vectorInstant,
    priority,
    package: z.string().nullish(),
    status: status.nullish(),
  }),
  z.object({ type: z.literal('agent_reply'), at: vectorInstant }),
  z.object({ type: z.literal('customer_reply'), at: vectorInstant }),
  z.object({ type: z.literal('status'), at: vectorInstant, to: status }),
  z.object({ type: z.literal('priority'), at: vectorInstant, to: priority }),
  z.object({ type: z.literal('package'), at: vectorInstant, to: z.string() }),
])

const caseSchema = z.object({
  calendar: calendarSchema.nullish(),
  policy: z.union([
    z.object({
      packages: z.record(
        z.string(),
        z.object({ calendar: calendarSchema.nullish(), targets: targetsByPriority }),
      ),
    }),
    z.object({ priorities: targetsByPriority, calendar: calendarSchema.nullish() }),
    targetsByPriority,
  ]),
  events: z.array(event),
  expect: z.array(z.object({ at: vectorInstant })),
})

/**
 * Plays cases for `fourline sla simulate` (SPEC 13): `{ id, expect: [{ at, firstResponse, nextResponse,
 * resolution }] }` each in the order given, or `{ id, error }` for one that cannot be played. Throws TypeError
 * when the input is not an array.
 */
export function simulateVectors(cases: unknown): unknown[] {
  return answerEachVector(cases, (vector) => ({ expect: playCase(caseSchema.parse(vector)) }))
}

type Case = z.infer<typeof caseSchema>

function playCase(vector: Case): unknown[] {
  const events = vector.events.map((each): ClockEvent =>
    each.type === 'created'
      ? { type: each.type, at: each.at, priority: each.priority, status: each.status ?? undefined }
      : each,
  )
  const policy = policyOf(vector)
  return vector.expect.map(({ at }) => {
    const states = clockStates(policy, events, at)
    return {
      at: vectorInstantText(at),
      firstResponse: metricOf(states.firstResponse),
      nextResponse: metricOf(states.nextResponse),
      resolution: metricOf(states.resolution),
    }
  })
}

function policyOf(vector: Case): ClockPolicy {
  const { policy } = vector
  if ('packages' in policy) {
    const code = vector.events.find((each) => each.type === 'created')?.package
    const terms = policy.packages[code ?? '']
    if (!terms) throw new RangeError(`The policy has no package ${code ?? '(none named)'}`)
    return policyFrom(terms.calendar ?? vector.calendar, terms.targets)
  }
  if ('priorities' in policy) return policyFrom(policy.calendar ?? vector.calendar, policy.priorities)
  return policyFrom(vector.calendar, policy)
}

function policyFrom(
  calendar: Calendar | null | undefined,
  byPriority: z.infer<typeof targetsByPriority>,
): ClockPolicy {
  if (!calendar) throw new RangeError('The case has no calendar')
  const { high, medium, low } = byPriority
  return {
    calendar,
    targets: { high: targetsOf(high), medium: targetsOf(medium), low: targetsOf(low) },
  }
}

function targetsOf(written: z.infer<typeof targets> | null | undefined): Targets {
  return {
    firstResponse: targetOf(written?.firstResponse),
    nextResponse: targetOf(written?.nextResponse),
    resolution: targetOf(written?.resolution),
  }
}

function targetOf(written: number | null | undefined): Target | null {
  return typeof written === 'number' ? { minutes: written, guaranteed: true, clause: '' } : null
}

function metricOf(clock: ClockState): unknown {
  const due = clock.dueAt === null ? null : vectorInstantText(clock.dueAt)
  if (clock.state === 'none') return { state: clock.state, due }
  return {
    state: clock.state,
    due,
    elapsedSeconds: clock.elapsedMs / 1000,
    ...(clock.overMs === undefined ? {} : { overSeconds: clock.overMs / 1000 }),
    ...(clock.history ? { history: clock.history } : {}),
  }
}
