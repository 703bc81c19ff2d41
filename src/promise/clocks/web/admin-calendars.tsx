import { useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CalendarZone } from '#promise/agreements/domain/calendar-contract.ts'
import { hoursText } from '#promise/packages/domain/catalogue-changes.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useNow } from '#web/time/use-now.ts'
import { draftOf, type NamedHours, statedHours } from '../domain/hours-draft.ts'
import { CalendarMap } from './calendar-map.tsx'
import { calendarAddress, calendarsQuery } from './calendar-queries.ts'
import { CalendarTry } from './calendar-try.tsx'
import { CalendarWeek } from './calendar-week.tsx'
import classes from './calendars.module.css'
import { useDateWords } from './use-date-words.ts'
import { useCalendarWords } from './use-calendar-words.ts'

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

type Hours = NamedHours & { version: number | null }

/** The hours of a package that are in force in a zone: as published there, else as its terms state them. */
function hoursIn(zone: CalendarZone, terms: PackageVersion): Hours {
  const published = zone.published.find(({ packageCode }) => packageCode === terms.code)
  return published === undefined
    ? { ...statedHours(terms.supportHours, zone.zone), version: null }
    : { calendar: published.hours, names: published.names, version: published.version }
}

function Calendars({ zones, packages }: { zones: CalendarZone[]; packages: PackageVersion[] }) {
  const t = useCalendarWords()
  const now = useNow()
  const [code, setCode] = useState(packages[0]?.code ?? '')
  const [chosen, setChosen] = useState(zones[0]?.zone ?? '')
  const terms = packages.find((one) => one.code === code)
  const zone = zones.find((one) => one.zone === chosen)
  if (terms === undefined || zone === undefined) return null
  const hours = hoursIn(zone, terms)
  const calendars = zones.map((one) => hoursIn(one, terms).calendar)
  return (
    <>
      <CalendarMap zones={zones} calendars={calendars} terms={terms} chosen={chosen} onChoose={setChosen} />
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
          <CalendarWeek calendar={hours.calendar} />
          <Facts zone={zone} terms={terms} version={hours.version} />
          <GoLink href={calendarAddress(code, chosen)}>{t('change')}</GoLink>
          <div className={classes.holidays}>
            <SectionHead title={t('holidays')} />
            <NextDates hours={hours} zone={zone.zone} />
          </div>
        </section>
        <CalendarTry terms={terms} zone={zone.zone} hours={hours} />
      </div>
    </>
  )
}

const datesShown = 6

/** The next dates that are not as the week says. */
function NextDates({ hours, zone }: { hours: Hours; zone: string }) {
  const t = useCalendarWords()
  const now = useNow()
  const dateWords = useDateWords()
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const { dates } = draftOf(hours)
  const coming = dates.filter(({ date }) => date >= today)
  if (dates.length === 0) return <p className={classes.quiet}>{t('noHolidays')}</p>
  return (
    <>
      <ul className={classes.dates}>
        {coming.slice(0, datesShown).map((one) => (
          <li key={one.date}>
            <span>{dateWords.date(one.date)}</span>
            <span>{one.name}</span>
            <span>{dateWords.hours(one)}</span>
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>
        {coming.length > datesShown
          ? t('moreDates', { count: coming.length - datesShown })
          : t('datesInAll', { count: dates.length })}
      </p>
    </>
  )
}

/** Where these hours come from, and who has them. */
function Facts({
  zone,
  terms,
  version,
}: {
  zone: CalendarZone
  terms: PackageVersion
  version: number | null
}) {
  const t = useCalendarWords()
  const uses = zone.inUse.filter(({ packageCode }) => packageCode === terms.code)
  const isSame = (use: (typeof uses)[number]): boolean =>
    hoursText(use.supportHours) === hoursText(terms.supportHours)
  const countOf = (some: typeof uses): number => some.reduce((sum, { agreements }) => sum + agreements, 0)
  const others = uses.filter((use) => !isSame(use))
  return (
    <div className={classes.facts}>
      <p>{t(/^[+-]/.test(zone.zone) ? 'fixed' : 'moves')}</p>
      {version === null ? (
        <>
          <p>
            {t('source', { version: terms.version })} {t('inUse', { count: countOf(uses.filter(isSame)) })}
          </p>
          {others.map((use) => (
            <p key={`${use.version} ${hoursText(use.supportHours)}`}>
              {t('older', {
                count: use.agreements,
                version: use.version,
                hours: hoursText(use.supportHours),
              })}
            </p>
          ))}
        </>
      ) : (
        <p>
          {t('published', { version })} {t('measured', { count: countOf(uses) })}
        </p>
      )}
    </div>
  )
}
