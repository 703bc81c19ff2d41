import type { ClockView } from '#desk/cases/domain/contract.ts'
import type { ClockKind } from '#promise/clocks/domain/clock-policy.ts'

/** What the rules call a clock that the wire and the database name. */
export const clockKindOf: Readonly<Record<ClockView['kind'], ClockKind>> = {
  first_response: 'firstResponse',
  next_response: 'nextResponse',
  resolution: 'resolution',
  line: 'line',
}
