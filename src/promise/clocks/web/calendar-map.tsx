import { UnstyledButton } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import type { CalendarZone } from '#promise/agreements/domain/calendar-contract.ts'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { dayMap, type DayMap } from '#promise/calendars/domain/day-map.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { clockTime, durationWords } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './calendars.module.css'
import { useCalendarWords } from './use-calendar-words.ts'

type Span = { from: number; to: number }
type Props = {
  zones: CalendarZone[]
  /** The hours in force of each zone, in their order. */
  calendars: Calendar[]
  terms: PackageVersion
  chosen: string
  onChoose: (zone: string) => void
}

/** Today over all zones: who is open now, for how long, and when nobody is. */
export function CalendarMap({ zones, calendars, terms, chosen, onChoose }: Props) {
  const t = useCalendarWords()
  const { format } = useWords('UTC')
  const now = useNow()
  const map = dayMap(calendars, now)
  const time = (at: number): string => (at === map.day.to ? '24:00' : clockTime(at, format))
  const share = (now - map.day.from) / (map.day.to - map.day.from)
  const openHours = Math.round(map.any.reduce((sum, { from, to }) => sum + to - from, 0) / 360_000) / 10
  const flagged = zones.filter(({ contradictedOffsets }) => contradictedOffsets !== null)
  return (
    <section className={classes.map} aria-label={t('map')}>
      <div className={classes.rows}>
        <div className={classes.nowLine} aria-hidden="true">
          <i style={{ left: `${share * 100}%` }} />
        </div>
        <ul>
          {zones.map((zone, index) => (
            <li key={zone.zone}>
              <UnstyledButton
                className={classes.zone ?? ''}
                aria-pressed={zone.zone === chosen}
                onClick={() => onChoose(zone.zone)}
              >
                <span className={classes.name}>
                  {zoneName(zone.zone, now)}
                  {zone.label !== null && <small>{zone.label}</small>}
                  {zone.contradictedOffsets !== null && <IconAlertTriangle size={14} aria-hidden />}
                </span>
                <Ticks day={map.day} open={map.rows[index]?.open ?? []} />
                <Status row={map.rows[index]} now={now} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <div className={classes.any}>
          <span className={classes.name}>{t('anyZone')}</span>
          <Ticks day={map.day} open={map.any} holes={map.holes} />
          <span className={classes.status}>{t('hoursOpen', { hours: openHours })}</span>
        </div>
      </div>
      <div className={classes.axis} aria-hidden="true">
        <span>{t('mapHours', { name: terms.name })}</span>
        <div>
          {[0, 6, 12, 18, 24].map((hour) => (
            <span
              key={hour}
              style={{ left: `${(hour / 24) * 100}%` }}
              data-near={Math.abs(hour / 24 - share) < 0.11 || undefined}
              data-beside={Math.abs(hour / 24 - share) < 0.25 || undefined}
            >
              {String(hour).padStart(2, '0')}:00
            </span>
          ))}
          <b style={{ left: `${share * 100}%` }}>{t('now', { time: clockTime(now, format) })}</b>
        </div>
      </div>
      {map.holes.length > 0 && (
        <p className={classes.hole}>
          {t('holes', { times: map.holes.map(({ from, to }) => `${time(from)}–${time(to)}`).join(', ') })}
        </p>
      )}
      {flagged.map(({ zone, label, contradictedOffsets }) => (
        <p key={zone} className={classes.flag}>
          <IconAlertTriangle size={16} aria-hidden />
          {t('flagged', {
            label,
            zone: zoneName(zone, now),
            offsets: contradictedOffsets?.join(', '),
          })}
        </p>
      ))}
    </section>
  )
}

function Status({ row, now }: { row: DayMap['rows'][number] | undefined; now: number }) {
  const t = useCalendarWords()
  const { say } = useWords()
  if (row === undefined) return null
  const { isOpen, changesAt } = row
  const text =
    changesAt === 'never'
      ? t(isOpen ? 'always' : 'never')
      : t(isOpen ? 'openFor' : 'opensIn', { span: durationWords(changesAt - now, say) })
  return (
    <span className={classes.status} data-open={isOpen || undefined}>
      {text}
    </span>
  )
}

const count = 96

/** A quarter of an hour each; what is open stands taller, a hole in which nobody is open in another ink. */
function Ticks({ day, open, holes = [] }: { day: Span; open: Span[]; holes?: Span[] }) {
  const step = (day.to - day.from) / count
  const inside = (spans: Span[], at: number): boolean => spans.some(({ from, to }) => from <= at && at < to)
  return (
    <svg className={classes.ticks} height={16} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => {
        const middle = day.from + (index + 0.5) * step
        const isOpen = inside(open, middle)
        const isHole = inside(holes, middle)
        const height = isOpen || isHole ? 16 : 6
        return (
          <rect
            key={index}
            x={`${(index / count) * 100}%`}
            y={16 - height}
            width={2}
            height={height}
            className={classes[isHole ? 'tickHole' : isOpen ? 'tickOpen' : 'tickClosed']}
          />
        )
      })}
    </svg>
  )
}
