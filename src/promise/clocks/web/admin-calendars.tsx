import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type CalendarZone, listCalendarsEndpoint } from '#promise/agreements/domain/calendar-contract.ts'
import { listPackagesEndpoint } from '#promise/agreements/domain/contract.ts'
import { hoursText } from '#promise/packages/domain/catalogue-changes.ts'
import { type PackageVersion, packageVersionSchema } from '#promise/packages/domain/package-version.ts'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { request } from '#web/api/request.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useNow } from '#web/time/use-now.ts'
import { CalendarMap } from './calendar-map.tsx'
import { CalendarTry } from './calendar-try.tsx'
import { CalendarWeek } from './calendar-week.tsx'
import classes from './calendars.module.css'
import { useCalendarWords } from './use-calendar-words.ts'

const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
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

/** When support is open: today over all zones, the week of one, and what a case would be promised. */
export function AdminCalendars() {
  const t = useCalendarWords()
  const { data, error, refetch } = useQuery(calendarsQuery)
  const isEmpty = data !== undefined && (data.packages.length === 0 || data.zones.length === 0)
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {isEmpty && (
        <EmptyState title={t('empty')} action={<GoLink href="/admin/packages">{t('packages')}</GoLink>}>
          {t('emptyText')}
        </EmptyState>
      )}
      {data !== undefined && !isEmpty && <Calendars {...data} />}
    </AdminPage>
  )
}

function Calendars({ zones, packages }: { zones: CalendarZone[]; packages: PackageVersion[] }) {
  const t = useCalendarWords()
  const now = useNow()
  const [code, setCode] = useState(packages[0]?.code ?? '')
  const [chosen, setChosen] = useState(zones[0]?.zone ?? '')
  const terms = packages.find((one) => one.code === code)
  const zone = zones.find((one) => one.zone === chosen)
  if (terms === undefined || zone === undefined) return null
  return (
    <>
      <CalendarMap zones={zones} terms={terms} chosen={chosen} onChoose={setChosen} />
      <div className={classes.columns}>
        <section>
          <header className={classes.weekHead}>
            <h2>{t('week', { zone: zoneName(zone.zone, now) })}</h2>
            <SegmentedControl
              aria-label={t('package')}
              value={code}
              data={packages.map((one) => ({ value: one.code, label: one.name }))}
              onChange={setCode}
            />
          </header>
          <CalendarWeek hours={terms.supportHours} zone={zone.zone} />
          <Facts zone={zone} terms={terms} />
          <div className={classes.holidays}>
            <SectionHead title={t('holidays')} />
            <p className={classes.quiet}>{t('noHolidays')}</p>
          </div>
        </section>
        <CalendarTry terms={terms} zone={zone.zone} />
      </div>
    </>
  )
}

/** Where these hours come from, and who has them. */
function Facts({ zone, terms }: { zone: CalendarZone; terms: PackageVersion }) {
  const t = useCalendarWords()
  const uses = zone.inUse.filter(({ packageCode }) => packageCode === terms.code)
  const isSame = (use: (typeof uses)[number]): boolean =>
    hoursText(use.supportHours) === hoursText(terms.supportHours)
  const count = uses.filter(isSame).reduce((sum, { agreements }) => sum + agreements, 0)
  return (
    <div className={classes.facts}>
      <p>{t(/^[+-]/.test(zone.zone) ? 'fixed' : 'moves')}</p>
      <p>
        {t('source', { version: terms.version })} {t('inUse', { count })}
      </p>
      {uses
        .filter((use) => !isSame(use))
        .map((use) => (
          <p key={`${use.version} ${hoursText(use.supportHours)}`}>
            {t('older', {
              count: use.agreements,
              version: use.version,
              hours: hoursText(use.supportHours),
            })}
          </p>
        ))}
    </div>
  )
}
