import { NativeSelect } from '@mantine/core'
import type { NotificationSettings } from '../domain/contract.ts'
import classes from './settings.module.css'
import { useNotificationWords } from './use-notification-words.ts'

type Digest = NotificationSettings['digest']
type DigestSettingsProps = { digest: Digest; timeZone: string; onChange: (digest: Digest) => void }

const rhythms = ['none', 'daily', 'weekly'] as const
const sentences = {
  none: 'settings.digestNone',
  daily: 'settings.digestDaily',
  weekly: 'settings.digestWeekly',
} as const
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** How often a digest comes and when, and what that means in one sentence. */
export function DigestSettings({ digest, timeZone, onChange }: DigestSettingsProps) {
  const t = useNotificationWords()
  return (
    <section aria-labelledby="settings-digest">
      <h2 id="settings-digest">{t('settings.digest')}</h2>
      <div className={classes.fields}>
        <NativeSelect
          label={t('settings.rhythm')}
          value={digest.rhythm}
          onChange={(event) => {
            const rhythm = rhythms.find((one) => one === event.currentTarget.value)
            if (rhythm !== undefined) onChange({ ...digest, rhythm })
          }}
          data={rhythms.map((value) => ({ value, label: t(`settings.${value}`) }))}
        />
        {digest.rhythm !== 'none' && (
          <NativeSelect
            label={t('settings.hour')}
            value={String(digest.hour)}
            onChange={(event) => onChange({ ...digest, hour: Number(event.currentTarget.value) })}
            data={hours.map((hour) => ({ value: String(hour), label: wallTime(hour) }))}
          />
        )}
      </div>
      <p>{t(sentences[digest.rhythm], { hour: wallTime(digest.hour), zone: timeZone })}</p>
    </section>
  )
}

function wallTime(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
