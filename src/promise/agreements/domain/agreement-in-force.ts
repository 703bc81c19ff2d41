import { startOfDayMs } from './start-of-day.ts'

/** `[start, end)` by dates, read at 00:00 in the coverage zone. */
export type AgreementPeriod = { start: string; end: string; zone: string }

/**
 * Where an instant (epoch milliseconds) lies against an agreement's period: the first instant of the start date is
 * in force, the first of the end date is not any more (SPEC 2.1).
 */
export function agreementPhase(period: AgreementPeriod, atMs: number): 'not_started' | 'in_force' | 'ended' {
  if (atMs < startOfDayMs(period.start, period.zone)) return 'not_started'
  return atMs < startOfDayMs(period.end, period.zone) ? 'in_force' : 'ended'
}
