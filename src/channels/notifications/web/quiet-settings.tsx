import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { NotificationSettings } from '../domain/contract.ts'
import classes from './settings.module.css'
import { useNotificationWords } from './use-notification-words.ts'

type Quiet = NonNullable<NotificationSettings['quiet']>
type QuietSettingsProps = { quiet: Quiet; timeZone: string; onChange: (quiet: Quiet) => void }

const week = [1, 2, 3, 4, 5, 6, 7] as const
const usualNight = { from: '20:00', to: '08:00' }
const wholeTime = /^\d\d:\d\d$/

/** When mail waits: nights, whole days, and what comes all the same. */
export function QuietSettings({ quiet, timeZone, onChange }: QuietSettingsProps) {
  const t = useNotificationWords()
  const { hours, days } = quiet
  const mostDays = days.length >= week.length - 1
  return (
    <section aria-labelledby="settings-quiet">
      <h2 id="settings-quiet">{t('settings.quiet')}</h2>
      <p>{quietSentence(t, quiet, timeZone)}</p>
      <Checkbox
        label={t('settings.nights')}
        checked={hours !== null}
        onChange={(event) => onChange({ ...quiet, hours: event.currentTarget.checked ? usualNight : null })}
      />
      {hours !== null && (
        <NightFields
          key={`${hours.from} ${hours.to}`}
          hours={hours}
          onChange={(next) => onChange({ ...quiet, hours: next })}
        />
      )}
      <fieldset className={classes.days}>
        <legend>{t('settings.days')}</legend>
        {week.map((day) => (
          <Checkbox
            key={day}
            label={t(`settings.day.${day}`)}
            checked={days.includes(day)}
            disabled={mostDays && !days.includes(day)}
            onChange={(event) => {
              const rest = days.filter((one) => one !== day)
              onChange({
                ...quiet,
                days: event.currentTarget.checked ? [...rest, day].toSorted((a, b) => a - b) : rest,
              })
            }}
          />
        ))}
        {mostDays && <p>{t('settings.oneDayOpen')}</p>}
      </fieldset>
      <Checkbox
        label={t('settings.urgent')}
        checked={quiet.urgentAnyway}
        onChange={(event) => onChange({ ...quiet, urgentAnyway: event.currentTarget.checked })}
      />
    </section>
  )
}

type Night = NonNullable<Quiet['hours']>

/** Two times, kept when they are whole and left. */
function NightFields({ hours, onChange }: { hours: Night; onChange: (hours: Night) => void }) {
  const t = useNotificationWords()
  const [written, setWritten] = useState(hours)
  const isSame = written.from === written.to
  const keep = () => {
    const isWhole = wholeTime.test(written.from) && wholeTime.test(written.to)
    const isNew = written.from !== hours.from || written.to !== hours.to
    if (isWhole && isNew && !isSame) onChange(written)
  }
  return (
    <div className={classes.fields}>
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="time"
          label={t(`settings.${end}`)}
          value={written[end]}
          error={end === 'to' && isSame ? t('settings.sameTime') : undefined}
          onChange={(event) => setWritten({ ...written, [end]: event.currentTarget.value })}
          onBlur={keep}
        />
      ))}
    </div>
  )
}

function quietSentence(t: ReturnType<typeof useNotificationWords>, quiet: Quiet, zone: string): string {
  const { hours, days, urgentAnyway } = quiet
  if (hours === null && days.length === 0) return t('settings.quietNone')
  const until = hours === null ? t('settings.quietDays') : t('settings.quietNights', { to: hours.to, zone })
  return urgentAnyway ? `${until} ${t('settings.quietExcept')}` : until
}
