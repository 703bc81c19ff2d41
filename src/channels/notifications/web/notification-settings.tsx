import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { DigestSettings } from './digest-settings.tsx'
import { KindSettings } from './kind-settings.tsx'
import { QuietSettings } from './quiet-settings.tsx'
import classes from './settings.module.css'
import { useNotificationWords } from './use-notification-words.ts'
import { useSettings } from './use-settings.ts'

/** What the reader is told of, how, and when. Each change is kept at once. */
export function NotificationSettings() {
  const t = useNotificationWords()
  const { settings, save } = useSettings()
  if (settings.data === undefined) {
    return settings.error === null ? (
      <Skeletons rows={8} />
    ) : (
      <ErrorState
        problem={settings.error}
        title={t('settings.failed')}
        onRetry={() => void settings.refetch()}
      />
    )
  }
  const { kinds, digest, quiet, timeZone } = settings.data
  return (
    <div className={classes.settings}>
      <KindSettings kinds={kinds} onChange={(choice) => save({ kinds: [choice] })} />
      <DigestSettings digest={digest} timeZone={timeZone} onChange={(next) => save({ digest: next })} />
      {quiet !== null && (
        <QuietSettings quiet={quiet} timeZone={timeZone} onChange={(next) => save({ quiet: next })} />
      )}
    </div>
  )
}
