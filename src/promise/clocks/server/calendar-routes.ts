import { route } from '#platform/http/route.ts'
import {
  listHolidayCountriesEndpoint,
  listHolidaysEndpoint,
  readHolidayFileEndpoint,
} from '#promise/clocks/domain/holiday-contract.ts'
import { publishCalendarEndpoint, readCalendarEndpoint } from '#promise/clocks/domain/hours-contract.ts'
import { listHolidayCountries, listHolidays } from './list-holidays.ts'
import { publishCalendar } from './publish-calendar.ts'
import { readCalendar } from './read-calendar.ts'
import { readHolidayFile } from './read-holiday-file.ts'

/** Support hours of packages in coverage zones: managers read and try them, admins publish. */
export const calendarRoutes = [
  route(readCalendarEndpoint, 'calendar.read', readCalendar),
  route(publishCalendarEndpoint, 'calendar.publish', publishCalendar),
  route(listHolidayCountriesEndpoint, 'calendar.read', listHolidayCountries),
  route(listHolidaysEndpoint, 'calendar.read', listHolidays),
  route(readHolidayFileEndpoint, 'calendar.read', readHolidayFile),
]
