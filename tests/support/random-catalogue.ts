import fc from 'fast-check'
import { weekdays } from '#promise/calendars/domain/calendar.ts'
import { shippedText } from './damaged-catalogue.ts'

type Json = { [name: string]: unknown }
const shipped = JSON.parse(shippedText) as Json & { services: Json[]; resolutionTimeMinutes: Json }
const guarantee = 'case.guaranteed_resolution'
const pools = ['pool-a', 'pool-b']

const text = fc.constantFrom('With limits', 'In part', 'Mornings', 'Ask us')
const printed = fc.record({ label: text, footnote: text }, { requiredKeys: [] })
const plain = (words: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...words),
    fc.tuple(fc.constantFrom(...words), printed).map(([availability, more]) => ({ availability, ...more })),
  )
const cell = fc.oneof(
  plain(['included', 'not_included', 'on_request']),
  fc.tuple(fc.constantFrom(...pools), printed).map(([limited, more]) => ({ limited, ...more })),
  fc
    .tuple(fc.constantFrom('developer', 'analyst'), printed)
    .map(([certification, more]) => ({ conditional: { certification }, ...more })),
)
const minutes = fc.integer({ min: 1, max: 6000 })
const target = (promises: readonly string[]) =>
  fc.oneof(fc.constant(null), minutes, fc.record({ minutes, promise: fc.constantFrom(...promises) }))
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const hours = fc.oneof(
  fc.constant({ always: true }),
  fc.record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    from: clock,
    to: fc.oneof(clock, fc.constant('24:00')),
  }),
)

const onePackage = fc.record({
  cells: fc.array(cell, { minLength: shipped.services.length, maxLength: shipped.services.length }),
  channels: fc.array(plain(['included', 'not_included']), { minLength: 22, maxLength: 22 }),
  isGuaranteed: fc.boolean(),
  seats: fc.integer({ min: 0, max: 40 }),
  hours,
  price: fc.integer({ min: 0, max: 5000 }).map((hundredths) => hundredths / 100),
  fee: fc.option(fc.integer({ min: 1, max: 10 ** 9 }), { nil: undefined }),
  response: fc.tuple(...[0, 1, 2].map(() => target(['guaranteed', 'tracked']))),
  guaranteed: minutes,
  tracked: fc.tuple(...[0, 1].map(() => target(['tracked']))),
  next: fc.option(minutes),
})
type OnePackage = typeof onePackage extends fc.Arbitrary<infer T> ? T : never

/** Catalogues as a vendor could write them, with the services and terms of the shipped one. */
export const randomCatalogue: fc.Arbitrary<Json> = fc
  .tuple(fc.array(onePackage, { minLength: 1, maxLength: 3 }), fc.nat(14), fc.nat(14))
  .map(([packages, ...limits]) => {
    const byCode = (of: (one: OnePackage, index: number) => unknown): Json =>
      Object.fromEntries(packages.map((one, index) => [`p${index + 1}`, of(one, index)]))
    const priorities = ['high', 'medium', 'low'] as const
    return {
      ...shipped,
      packages: packages.map(({ price, fee }, index) => ({
        code: `p${index + 1}`,
        name: `Package ${index + 1}`,
        costPercentOfSubscription: price,
        ...(fee !== undefined && { minimumFeeMinor: { EUR: fee } }),
      })),
      responseTimeMinutes: Object.fromEntries(
        priorities.map((priority, at) => [priority, byCode(({ response }) => response[at])]),
      ),
      resolutionTimeMinutes: {
        vendorSet: true,
        guaranteedWhere: guarantee,
        high: byCode(({ isGuaranteed, guaranteed, tracked }) => (isGuaranteed ? guaranteed : tracked[0])),
        medium: byCode(({ tracked }) => tracked[1]),
        low: {},
      },
      nextResponseMinutes: { high: byCode(({ next }) => next) },
      supportHours: byCode((one) => one.hours),
      services: shipped.services.map(({ group, code, name }, row) => ({
        group,
        code,
        name,
        ...byCode(({ cells, channels, isGuaranteed }) => {
          if (code === guarantee) return isGuaranteed ? 'included' : 'not_included'
          return String(code).startsWith('channel.') ? channels[row] : cells[row]
        }),
      })),
      authorisedContacts: { group: 'More', label: 'Seats', ...byCode(({ seats }) => seats) },
      pools: Object.fromEntries(
        pools.map((pool, index) => [
          pool,
          {
            limit: limits[index],
            unit: 'cases',
            per: 'year',
            sharedBy: shipped.services.map(({ code }) => code),
          },
        ]),
      ),
    }
  })
