import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { amountText } from '#promise/packages/domain/money.ts'

const day = z.iso
  .date()
  .refine((date) => date >= '1970-01-01' && date < '2200-01-01', 'This year is out of reach.')
const amount = z.number().int()

const refusalRow = z.object({
  part: z.literal('refusal'),
  change: z.enum(['falls_away', 'would_come']),
  at: z.iso.datetime(),
  /** The case it was about; null where none was opened. */
  reference: z.string().nullable(),
  contact: z.string().nullable(),
  /** What was asked for: a topic, a service or a channel, by name; else the type. */
  asked: z.string().nullable(),
  /** How often it was asked that day. */
  times: z.number().int(),
  /** Waived once, so that it was taken after all. */
  waived: z.boolean(),
  /** Why: the reasons that were given, or those that would have been. */
  reasons: z.array(z.object({ code: z.string(), clause: z.string().optional(), text: z.string() })),
})

const verdict = z.enum(['met', 'missed', 'open', 'none', 'ended'])
const aim = z.object({
  verdict,
  dueAt: z.iso.datetime().nullable(),
  targetMinutes: z.number().nullable(),
  guaranteed: z.boolean(),
})
const responseRow = z.object({
  part: z.literal('first_response'),
  change: z.enum(['would_be_met', 'would_be_missed']),
  at: z.iso.datetime(),
  reference: z.string(),
  subject: z.string(),
  priority: z.enum(['high', 'medium', 'low']),
  was: aim,
  would: aim,
})

const priceRow = z.object({
  part: z.literal('price'),
  currency: z.string(),
  yearlyThenMinor: amount,
  yearlyOtherMinor: amount,
  periodThenMinor: amount,
  periodOtherMinor: amount,
})

const row = z.discriminatedUnion('part', [refusalRow, responseRow, priceRow])
type Row = z.output<typeof row>
export type RefusalRow = z.output<typeof refusalRow>
export type ResponseRow = z.output<typeof responseRow>
export type PriceRow = z.output<typeof priceRow>

const named = z.object({ code: z.string(), name: z.string(), version: z.number().int() })

export const comparisonView = z.object({
  account: z.object({ id: z.uuid(), name: z.string() }),
  /** What the account has now, or had last; null where it never had an agreement. */
  now: named.nullable(),
  /** The package it is compared with, in its published edition. */
  package: named,
  from: day,
  /** Exclusive. */
  until: day,
  /** The zone in which the dates are read. */
  zone: z.string(),
  /** Cases that were looked at; `cut` says that there are more than are looked at at once. */
  cases: z.number().int(),
  decisions: z.number().int(),
  cut: z.boolean(),
  /** Among the cases with a target then, or with the other package; ended ones are outside all rates. */
  firstResponse: z.object({
    thenMet: z.number().int(),
    thenMissed: z.number().int(),
    otherMet: z.number().int(),
    otherMissed: z.number().int(),
    /** Cases that the other package would not have taken. */
    notTaken: z.number().int(),
  }),
  /** Prices, and refusals that opened no case, are for managers. */
  isWhole: z.boolean(),
  items: z.array(row),
})
export type ComparisonView = z.output<typeof comparisonView>

const money = (minor: number | undefined, currency: string | undefined): string | undefined =>
  minor === undefined || currency === undefined ? undefined : amountText(minor, currency)
const price = (item: Row): PriceRow | undefined => (item.part === 'price' ? item : undefined)
const response = (item: Row): ResponseRow | undefined => (item.part === 'first_response' ? item : undefined)
const refusal = (item: Row): RefusalRow | undefined => (item.part === 'refusal' ? item : undefined)

export const comparePackageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/what-if',
  summary:
    'Staff: what another package would have changed in a past period: refusals, first responses and, for managers, the price. Without a package the next one up, without dates the last twelve months.',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({
    package: z.string().min(1).max(60).optional(),
    from: day.optional(),
    /** Exclusive; at the latest the day after today. */
    until: day.optional(),
    // What a list as CSV is asked for page by page: this one is whole.
    limit: z.coerce.number().int().optional(),
    after: z.string().max(200).optional(),
  }),
  response: comparisonView,
  csv: csvTable<Row>('what-if', {
    Part: (item) => item.part,
    Change: (item) => refusal(item)?.change ?? response(item)?.change,
    When: (item) => refusal(item)?.at ?? response(item)?.at,
    Case: (item) => refusal(item)?.reference ?? response(item)?.reference,
    Contact: (item) => refusal(item)?.contact,
    Asked: (item) => refusal(item)?.asked,
    Times: (item) => refusal(item)?.times,
    Clauses: (item) =>
      refusal(item)
        ?.reasons.flatMap(({ clause }) => clause ?? [])
        .join(' '),
    Priority: (item) => response(item)?.priority,
    'Due then': (item) => response(item)?.was.dueAt,
    'Due with the other': (item) => response(item)?.would.dueAt,
    Currency: (item) => price(item)?.currency,
    'Net a year then': (item) => money(price(item)?.yearlyThenMinor, price(item)?.currency),
    'Net a year with the other': (item) => money(price(item)?.yearlyOtherMinor, price(item)?.currency),
    'Net in the period then': (item) => money(price(item)?.periodThenMinor, price(item)?.currency),
    'Net in the period with the other': (item) => money(price(item)?.periodOtherMinor, price(item)?.currency),
  }),
})
