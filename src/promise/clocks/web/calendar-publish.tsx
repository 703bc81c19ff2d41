import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { zoneName } from '#promise/packages/domain/page-words.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { FormDialog } from '#web/components/form-dialog.tsx'
import { serverNow } from '#web/time/server-clock.ts'
import { calendarChanges } from '../domain/calendar-changes.ts'
import { type CalendarView, publishCalendarEndpoint } from '../domain/hours-contract.ts'
import { type NamedHours, statedHours } from '../domain/hours-draft.ts'
import { CalendarAgreed } from './calendar-agreed.tsx'
import { CalendarChangesList } from './calendar-changes-list.tsx'
import classes from './calendar-editor.module.css'
import { hoursOfVersion } from './calendar-versions.tsx'
import { OpenCasesEffect } from './open-cases-effect.tsx'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useCaseEffect } from './use-case-effect.ts'
import { useMomentWords } from './use-moment-words.ts'
import { instantOf } from './wall-time.ts'

export type Published = { version: number; startsAt: string; isAtOnce: boolean }

type Props = {
  calendar: CalendarView
  /** Null gives each agreement the hours of its own terms again. */
  hours: NamedHours | null
  basedOn: number
  onClose: () => void
  onPublished: (published: Published) => Promise<void>
}

/** The step before publishing: what changes, for whom, what open cases would look like, and why it is done. */
export function CalendarPublish({ calendar, hours, basedOn, onClose, onPublished }: Props) {
  const t = useCalendarEditorWords()
  const moment = useMomentWords()
  const sending = useSending()
  const submission = useSubmissionKey()
  const [reason, setReason] = useState('')
  const [when, setWhen] = useState<'once' | 'later'>('once')
  const [wall, setWall] = useState('')
  const [tried, setTried] = useState(false)
  const { packageCode, zone } = calendar
  const of = { kind: 'hours', packageCode, zone, hours: hours?.calendar ?? null } as const
  const effect = useCaseEffect(of)
  // Shown, or seen to have failed.
  const isSeen = effect.error !== null || (effect.data !== undefined && !effect.isOutdated)
  const startsAt = when === 'once' ? undefined : instantOf(wall, zone)
  const isWrongStart = when === 'later' && (startsAt === undefined || startsAt <= serverNow())
  // What begins later takes the place of what is published now.
  const overtaking = calendar.versions.filter(
    (one) => one.state === 'planned' && Date.parse(one.startsAt) > (startsAt ?? serverNow()),
  )
  const wrongReason = tried && reason.trim() === '' ? t('publishing.reasonMissing') : undefined
  const publish = async (): Promise<void> => {
    setTried(true)
    if (!isSeen || reason.trim() === '' || isWrongStart) return
    const body = {
      basedOn,
      hours: hours?.calendar ?? null,
      names: hours?.names ?? {},
      reason: reason.trim(),
      ...(startsAt !== undefined && { startsAt: new Date(startsAt).toISOString() }),
    }
    const params = { package: packageCode, zone }
    await sending.run(async () => {
      const idempotencyKey = submission.keyFor(body)
      const published = await request(publishCalendarEndpoint, { params, body, idempotencyKey })
      await onPublished({ ...published, isAtOnce: when === 'once' })
    })
  }
  return (
    <FormDialog
      opened
      onClose={onClose}
      size={720}
      title={hours === null ? t('publishing.titleOwn') : t('publishing.title', { version: basedOn + 1 })}
      lead={t('publishing.lead')}
      send={t('publishing.send', { version: basedOn + 1 })}
      sending={{ ...sending, busy: sending.busy || !isSeen }}
      onSubmit={() => void publish()}
    >
      <Changes calendar={calendar} hours={hours} />
      {hours !== null && calendar.agreed.length > 0 && (
        <CalendarAgreed agreed={calendar.agreed} hours={hours.calendar} />
      )}
      <OpenCasesEffect of={of} />
      <Textarea
        label={t('publishing.reason')}
        description={t('publishing.reasonHint')}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        error={wrongReason ?? sending.errorOf('reason')}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <div className={classes.block}>
        <SegmentedControl
          aria-label={t('publishing.when')}
          value={when}
          data={[
            { value: 'once', label: t('publishing.atOnce') },
            { value: 'later', label: t('publishing.later') },
          ]}
          onChange={(value) => setWhen(value === 'later' ? 'later' : 'once')}
        />
        {when === 'later' && (
          <TextInput
            type="datetime-local"
            label={t('publishing.startsAt', { zone: zoneName(zone, serverNow()) })}
            value={wall}
            error={(tried && isWrongStart && t('publishing.startsMissing')) || sending.errorOf('startsAt')}
            onChange={({ currentTarget: { value } }) => setWall(value)}
          />
        )}
        {overtaking.map(({ version, startsAt: begins }) => (
          <p key={version} className={classes.warn}>
            {t('publishing.overtaken', { version, moment: moment(begins) })}
          </p>
        ))}
      </div>
    </FormDialog>
  )
}

function Changes({ calendar, hours }: Pick<Props, 'calendar' | 'hours'>) {
  const t = useCalendarEditorWords()
  const [newest] = calendar.versions
  const before = hoursOfVersion(newest, calendar)
  const changes = calendarChanges(before, hours ?? statedHours(calendar.supportHours, calendar.zone))
  return (
    <section className={classes.block}>
      <h3>{t('publishing.changes')}</h3>
      {hours === null && <p className={classes.quiet}>{t('changes.own')}</p>}
      {changes.length === 0 && hours !== null && (
        <p className={classes.quiet}>
          {newest === undefined ? t('changes.noneStated') : t('changes.none', { version: newest.version })}
        </p>
      )}
      <CalendarChangesList changes={changes} atMost={8} />
    </section>
  )
}
