import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** What hangs on the wall: numbers, references and names, and nothing anybody has written. Instants are ISO 8601. */
const instant = z.iso.datetime()
const count = z.number().int().nonnegative()

const boardPromise = z.object({
  reference: z.string(),
  account: z.string(),
  line: z.object({ number: z.number().int(), name: z.string() }),
  kind: z.enum(['first_response', 'next_response', 'resolution']),
  startedAt: instant,
  dueAt: instant,
  targetMinutes: z.number().int(),
})
export type BoardPromise = z.output<typeof boardPromise>

const boardLine = z.object({
  number: z.number().int(),
  name: z.string(),
  /** Cases that are open on it. */
  queue: count,
  unassigned: count,
  /** When the oldest of them was received. */
  oldestAt: instant.nullable(),
  /** The next promise that is still ahead. */
  nextDueAt: instant.nullable(),
  overdue: count,
})
export type BoardLine = z.output<typeof boardLine>

const wallBoard = z.object({
  asOf: instant,
  /** Promises, not cases: past their due time and not answered, and ahead. */
  overdue: count,
  dueIn15: count,
  dueInHour: count,
  /** When the one that is over longest fell due. */
  longestOverSince: instant.nullable(),
  unassigned: count,
  /** Cases in which we wait for the customer’s answer. */
  waiting: count,
  /** Promises missed since midnight in the reader’s time zone. */
  missedToday: count,
  /** The latest that are over. */
  over: z.array(boardPromise),
  /** The next ones ahead, soonest first. */
  ahead: z.array(boardPromise),
  lines: z.array(boardLine),
})
export type WallBoard = z.output<typeof wallBoard>

export const readWallBoardEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/wall',
  summary: 'Managers: what is due now, line by line.',
  response: wallBoard,
})

const boardZone = z.object({
  zone: z.string(),
  label: z.string().nullable(),
  packages: z.array(
    z.object({
      name: z.string(),
      open: z.boolean(),
      /** When it closes, or opens; null where it never does. */
      changesAt: instant.nullable(),
    }),
  ),
})
export type BoardZone = z.output<typeof boardZone>

export const listBoardZonesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/wall/zones',
  summary: 'Managers: where support is open now, and where it opens next, for agreements in force.',
  response: z.object({ items: z.array(boardZone) }),
  csv: csvTable<BoardZone>('support-now', {
    Zone: (item) => item.zone,
    Label: (item) => item.label,
    Open: (item) => packagesThat(item, true),
    Closed: (item) => packagesThat(item, false),
  }),
})

function packagesThat({ packages }: BoardZone, open: boolean): string {
  return packages
    .filter((one) => one.open === open)
    .map(({ name }) => name)
    .join(', ')
}
