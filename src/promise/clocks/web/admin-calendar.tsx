import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { toast } from '#web/components/toast.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useNow } from '#web/time/use-now.ts'
import { type CalendarView, publishCalendarEndpoint } from '../domain/hours-contract.ts'
import { draftOf, type NamedHours } from '../domain/hours-draft.ts'
import { CalendarDates } from './calendar-dates.tsx'
import classes from './calendar-editor.module.css'
import { CalendarNotices } from './calendar-notices.tsx'
import { CalendarPublish, type Published } from './calendar-publish.tsx'
import { calendarQuery, calendarsKey } from './calendar-queries.ts'
import { CalendarTry } from './calendar-try.tsx'
import { CalendarVersions, hoursOfVersion } from './calendar-versions.tsx'
import { CalendarWeekEditor } from './calendar-week-editor.tsx'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useHoursEditor } from './use-hours-editor.ts'
import { useMomentWords } from './use-moment-words.ts'

/** The support hours of one package in one coverage zone: painted, dated, tried out, and published. */
export function AdminCalendar() {
  const t = useCalendarEditorWords()
  const now = useNow()
  const place = useParams({ strict: false })
  const [code, zone] = [String(place['package']), String(place['zone'])]
  const { data, error, refetch } = useQuery(calendarQuery(code, zone))
  if (data !== undefined)
    return <Editor key={`${code} ${zone}`} calendar={data.calendar} terms={data.terms} />
  const isUnknown = error instanceof ApiProblem && error.status === 404
  return (
    <AdminPage title={t('title', { name: code, zone: isUnknown ? zone : zoneName(zone, now) })}>
      <p className={classes.back}>
        <BackLink href="/admin/calendars">{t('back')}</BackLink>
      </p>
      {error === null && <Skeletons rows={8} />}
      {isUnknown && <EmptyState title={t('notFound')}>{t('notFoundText')}</EmptyState>}
      {error !== null && !isUnknown && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
    </AdminPage>
  )
}

function Editor({ calendar, terms }: { calendar: CalendarView; terms: PackageVersion }) {
  const t = useCalendarEditorWords()
  const now = useNow()
  const mayPublish = useMe().permissions.includes('calendar.publish')
  const editor = useHoursEditor(calendar)
  const published = usePublished(calendar, editor.discard)
  // What is looked at before it is published: hours, or null for the agreements' own.
  const [reviewed, review] = useState<{ hours: NamedHours | null }>()
  const { zone, packageName } = calendar
  return (
    <AdminPage
      title={t('title', { name: packageName, zone: zoneName(zone, now) })}
      lead={useLead(calendar)}
      aside={
        <>
          <span role="status">{t(editor.isChanged ? 'unpublished' : 'published')}</span>
          {mayPublish && (
            <Button
              variant="filled"
              disabled={!editor.isChanged || editor.isOvertaken || editor.problems.length > 0}
              onClick={() => review({ hours: editor.hours })}
            >
              {t('publish')}
            </Button>
          )}
        </>
      }
    >
      <p className={classes.back}>
        <BackLink href="/admin/calendars">{t('back')}</BackLink>
      </p>
      <CalendarNotices editor={editor} newest={calendar.versions[0]} mayPublish={mayPublish} />
      <div className={classes.columns}>
        <div>
          <CalendarWeekEditor
            week={editor.draft.week}
            onChange={(week) => editor.edit((before) => ({ ...before, week }))}
          />
          <CalendarDates
            draft={editor.draft}
            zone={zone}
            onChange={(dates) => editor.edit((before) => ({ ...before, dates }))}
          />
          <CalendarVersions
            calendar={calendar}
            mayPublish={mayPublish}
            onTake={(version) => {
              editor.edit(() => draftOf(hoursOfVersion(version, calendar)))
              toast({ message: t('versions.taken', { version: version.version }) })
              globalThis.scrollTo({ top: 0 })
            }}
            onOwn={() => review({ hours: null })}
          />
        </div>
        <div className={classes.aside}>
          <CalendarTry terms={terms} zone={zone} hours={editor.hours} />
        </div>
      </div>
      {reviewed !== undefined && (
        <CalendarPublish
          calendar={calendar}
          hours={reviewed.hours}
          basedOn={reviewed.hours === null ? (calendar.versions[0]?.version ?? 0) : editor.basedOn}
          onClose={() => review(undefined)}
          onPublished={async (version) => {
            review(undefined)
            await published(version)
          }}
        />
      )}
    </AdminPage>
  )
}

/** What is told once hours are published, and the way back: the hours from before, published anew. */
function usePublished(calendar: CalendarView, discard: () => void) {
  const t = useCalendarEditorWords()
  const queryClient = useQueryClient()
  const { packageCode, zone } = calendar
  const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: calendarsKey })
  const undo = async ({ version, startsAt, isAtOnce }: Published): Promise<void> => {
    const before = calendar.versions.find(({ state }) => state === 'in_force')
    try {
      const { version: next } = await request(publishCalendarEndpoint, {
        params: { package: packageCode, zone },
        body: {
          basedOn: version,
          hours: before?.hours ?? null,
          names: before?.names ?? {},
          reason: t('publishing.undoReason', { version }),
          // What is only planned gives way where it would begin.
          ...(!isAtOnce && { startsAt }),
        },
      })
      toast({ message: t('publishing.undone', { version: next }) })
    } catch (problem) {
      const failed = t('publishing.undoFailed', { version })
      toast({ message: `${failed} ${problemSentence(problem)}`, tone: 'bad' })
    }
    await again()
  }
  return async (published: Published): Promise<void> => {
    discard()
    toast({
      message: t('publishing.done', { version: published.version }),
      undo: () => void undo(published),
    })
    await again()
  }
}

/** Which hours are in force, and which are to come. */
function useLead({ versions, edition }: CalendarView): string {
  const t = useCalendarEditorWords()
  const moment = useMomentWords()
  const inForce = versions.find(({ state }) => state === 'in_force')
  const planned = versions.filter(({ state }) => state === 'planned')
  const now =
    inForce === undefined
      ? t('leadStated', { edition })
      : t(inForce.hours === null ? 'leadOwn' : 'leadPublished', {
          version: inForce.version,
          moment: moment(inForce.startsAt),
        })
  const later = planned.map(({ version, startsAt }) =>
    t('leadPlanned', { version, moment: moment(startsAt) }),
  )
  return [now, ...later].join(' ')
}
