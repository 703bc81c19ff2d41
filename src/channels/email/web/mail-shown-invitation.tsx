import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs'
import type { CalendarMoment, Invitation } from '#channels/email/domain/mail-shown-contract.ts'
import { PropertyList } from '#web/components/panel-section.tsx'
import { clockTime, dayAndMonth, fullMoment, type TimeFormat } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './mail-shown.module.css'
import { useMailShownWords } from './use-mail-shown-words.ts'

/** What a message invites to, in words, in the reader's own zone. */
export function MailInvitation({ invitation }: { invitation: Invitation }) {
  const t = useMailShownWords()
  const { format } = useWords()
  const { kind, title, starts, ends, place, organiser, repeats } = invitation
  const from = starts === null ? '' : momentWords(starts, format, t)
  const to = ends === null ? '' : endWords(starts, ends, format, t)
  const when = to === '' || to === from ? from : t('invitation.until', { from, to })
  return (
    <section className={classes.invitation} aria-label={t(`invitation.${kind}`)}>
      <p className={classes.invitationHead}>
        <IconCalendarEvent size={16} stroke={1.75} aria-hidden />
        <span>{t(`invitation.${kind}`)}</span>
        <b>{title || t('invitation.untitled')}</b>
      </p>
      <PropertyList
        items={[
          { label: t('invitation.when'), value: when },
          { label: t('invitation.where'), value: place },
          { label: t('invitation.organiser'), value: organiser },
        ].filter(({ value }) => value !== '')}
      />
      {repeats && <p className={classes.quiet}>{t('invitation.repeats')}</p>}
    </section>
  )
}

/** On the same day only its time. */
function endWords(
  starts: CalendarMoment | null,
  ends: CalendarMoment,
  format: TimeFormat,
  t: ReturnType<typeof useMailShownWords>,
): string {
  if (starts === null || !('at' in starts) || !('at' in ends)) return momentWords(ends, format, t)
  const [from, to] = [Date.parse(starts.at), Date.parse(ends.at)]
  return dayAndMonth(from, format) === dayAndMonth(to, format) && to - from < 86_400_000
    ? clockTime(to, format)
    : momentWords(ends, format, t)
}

function momentWords(
  moment: CalendarMoment,
  format: TimeFormat,
  t: ReturnType<typeof useMailShownWords>,
): string {
  if ('at' in moment) return fullMoment(Date.parse(moment.at), format)
  if ('day' in moment) {
    return new Intl.DateTimeFormat(format.locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
      Date.parse(moment.day),
    )
  }
  const local = new Intl.DateTimeFormat(format.locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(`${moment.local}Z`))
  return moment.zone === null ? local : t('invitation.inZone', { local, zone: moment.zone })
}
