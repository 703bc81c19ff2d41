import type { ClockView } from '#desk/cases/domain/contract.ts'
import { instantOf, wallTime } from './desk-zone-time.ts'

export type SnoozeTime = { key: 'hour' | 'afternoon' | 'tomorrow' | 'monday'; at: number }

const hour = 3_600_000

/** The times a case is usually set aside until, in the reader's own day. Instants in epoch milliseconds. */
export function snoozeTimes(now: number, timeZone: string | undefined): SnoozeTime[] {
  const today = Date.parse(`${wallTime(now, timeZone).slice(0, 10)}T00:00Z`)
  const at = (days: number, clock: string): number =>
    instantOf(`${new Date(today + days * 24 * hour).toISOString().slice(0, 10)}T${clock}`, timeZone)
  const untilMonday = (8 - new Date(today).getUTCDay()) % 7 || 7
  const times: SnoozeTime[] = [
    { key: 'hour', at: now + hour },
    { key: 'afternoon', at: at(0, '14:00') },
    { key: 'tomorrow', at: at(1, '09:00') },
    { key: 'monday', at: at(untilMonday, '09:00') },
  ]
  // An afternoon that is over, or as good as the hour, is no choice; tomorrow may be the Monday.
  return times.filter(
    ({ key, at: time }) =>
      (key !== 'afternoon' || time > now + hour) && (key !== 'monday' || untilMonday !== 1),
  )
}

/** The guaranteed clock that falls due first before `until`, if any: what a reader should know beforehand. */
export function dueBefore(clocks: readonly ClockView[], until: number): ClockView | undefined {
  return clocks
    .filter((clock) => clock.guaranteed && clock.stoppedAt === null && clock.dueAt !== null)
    .filter((clock) => Date.parse(clock.dueAt ?? '') < until)
    .toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))[0]
}
