import { queryOptions } from '@tanstack/react-query'
import { listCalendarsEndpoint } from '#promise/agreements/domain/calendar-contract.ts'
import { listPackagesEndpoint } from '#promise/agreements/domain/contract.ts'
import { packageVersionSchema } from '#promise/packages/domain/package-version.ts'
import { request } from '#web/api/request.ts'
import { listHolidayCountriesEndpoint } from '../domain/holiday-contract.ts'
import { readCalendarEndpoint } from '../domain/hours-contract.ts'

/** Everything about support hours, for those who change them. */
export const calendarsKey = ['calendars']

export const calendarsQuery = queryOptions({
  queryKey: [...calendarsKey, 'all'],
  queryFn: async ({ signal }) => {
    const [zones, published] = await Promise.all([
      request(listCalendarsEndpoint, { signal }),
      request(listPackagesEndpoint, { signal }),
    ])
    return {
      zones: zones.items,
      packages: published.packages.map((one) => packageVersionSchema.parse(one)),
    }
  },
})

export const calendarQuery = (packageCode: string, zone: string) =>
  queryOptions({
    queryKey: [...calendarsKey, 'one', packageCode, zone],
    queryFn: async ({ signal }) => {
      const [calendar, published] = await Promise.all([
        request(readCalendarEndpoint, { params: { package: packageCode, zone }, signal }),
        request(listPackagesEndpoint, { signal }),
      ])
      const terms = published.packages.find(({ code }) => code === packageCode)
      return { calendar, terms: packageVersionSchema.parse(terms) }
    },
  })

export const countriesQuery = queryOptions({
  queryKey: ['holiday-countries'],
  queryFn: ({ signal }) => request(listHolidayCountriesEndpoint, { signal }),
  staleTime: Infinity,
})

/** Where the hours of a package in a zone are changed. */
export function calendarAddress(packageCode: string, zone: string): string {
  return `/admin/calendars/${encodeURIComponent(packageCode)}/${encodeURIComponent(zone)}`
}
