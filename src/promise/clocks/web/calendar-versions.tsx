import { Button } from '@mantine/core'
import { useState } from 'react'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Tag } from '#web/components/tag.tsx'
import { calendarChanges } from '../domain/calendar-changes.ts'
import type { CalendarView, PublishedVersion } from '../domain/hours-contract.ts'
import { type NamedHours, statedHours } from '../domain/hours-draft.ts'
import { CalendarChangesList } from './calendar-changes-list.tsx'
import classes from './calendar-editor.module.css'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useMomentWords } from './use-moment-words.ts'

const shownAtFirst = 5

type Props = {
  calendar: CalendarView
  mayPublish: boolean
  /** Puts the hours of a version into the week, to be looked at. */
  onTake: (version: PublishedVersion) => void
  /** Gives the agreements their own hours again. */
  onOwn: () => void
}

/** Every version that was published: by whom, why, from when, and what it changed. */
export function CalendarVersions({ calendar, mayPublish, onTake, onOwn }: Props) {
  const t = useCalendarEditorWords()
  const [isAll, showAll] = useState(false)
  const { versions } = calendar
  const shown = isAll ? versions : versions.slice(0, shownAtFirst)
  const newest = versions[0]
  return (
    <section aria-labelledby="versions">
      <SectionHead
        id="versions"
        title={t('versions.title')}
        count={versions.length}
        aside={
          mayPublish && newest !== undefined && newest.hours !== null ? (
            <Button size="xs" onClick={onOwn}>
              {t('versions.own')}
            </Button>
          ) : undefined
        }
      />
      {newest === undefined && <p className={classes.quiet}>{t('versions.none')}</p>}
      <ol className={classes.versions}>
        {shown.map((one, index) => (
          <li key={one.version}>
            <Version one={one} />
            <Difference one={one} before={versions[index + 1]} calendar={calendar} />
            {one !== newest && one.hours !== null && (
              <div>
                <Button size="xs" variant="subtle" onClick={() => onTake(one)}>
                  {t('versions.take')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {versions.length > shown.length && (
        <Button size="xs" onClick={() => showAll(true)}>
          {t('versions.show', { count: versions.length - shown.length })}
        </Button>
      )}
    </section>
  )
}

function Version({ one }: { one: PublishedVersion }) {
  const t = useCalendarEditorWords()
  const moment = useMomentWords()
  return (
    <>
      <div className={classes.versionHead}>
        <b>{one.version}</b>
        {one.state !== 'past' && <Tag>{t(`versions.state_${one.state}`)}</Tag>}
        <span>{one.reason}</span>
      </div>
      <p className={classes.quiet}>
        {t('versions.by', { name: one.publishedBy, moment: moment(one.publishedAt) })}
        {one.startsAt !== one.publishedAt && `, ${t('versions.from', { moment: moment(one.startsAt) })}`}
      </p>
    </>
  )
}

type DifferenceProps = {
  one: PublishedVersion
  before: PublishedVersion | undefined
  calendar: CalendarView
}

function Difference({ one, before, calendar }: DifferenceProps) {
  const t = useCalendarEditorWords()
  if (one.hours === null) return <p className={classes.quiet}>{t('changes.own')}</p>
  const changes = calendarChanges(hoursOfVersion(before, calendar), hoursOfVersion(one, calendar))
  if (changes.length > 0) return <CalendarChangesList changes={changes} atMost={5} />
  return (
    <p className={classes.quiet}>
      {before === undefined ? t('changes.noneStated') : t('changes.none', { version: before.version })}
    </p>
  )
}

/** The hours of a version; those of the terms where it has none of its own, or there is none. */
export function hoursOfVersion(version: PublishedVersion | undefined, calendar: CalendarView): NamedHours {
  return version === undefined || version.hours === null
    ? statedHours(calendar.supportHours, calendar.zone)
    : { calendar: version.hours, names: version.names }
}
