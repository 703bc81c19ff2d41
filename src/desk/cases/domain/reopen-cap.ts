/** So often mail reopens a case, or opens a follow-up of it, within a day (LO-05). */
export const reopeningsByMailADay = 3

const dayMs = 24 * 3_600_000

/** From when on reopenings count for a message received at `atMs`. */
export function reopeningsSinceMs(atMs: number): number {
  return atMs - dayMs
}

/** Whether one more reopening is left to people: programs that thank for being told it is solved would go on for ever. */
export function isReopenedTooOften(reopeningsInDay: number): boolean {
  return reopeningsInDay >= reopeningsByMailADay
}
