import { Checkbox, NativeSelect } from '@mantine/core'
import { useMe } from '#people/auth/web/use-me.ts'
import type { NotificationSettings } from '../domain/contract.ts'
import classes from './settings.module.css'
import { useNotificationWords } from './use-notification-words.ts'

type Choice = NotificationSettings['kinds'][number]
type KindSettingsProps = { kinds: readonly Choice[]; onChange: (choice: Choice) => void }

const mailChoices = ['now', 'digest', 'off'] as const
const mailWords = { now: 'settings.mailNow', digest: 'settings.mailDigest', off: 'settings.mailOff' } as const
/** What goes to the opener as a mail of its own, whatever is chosen here. */
const answers: readonly string[] = ['reply', 'solved', 'waiting_for_you']

/** One line a kind: whether it stands in the app, and how it comes by mail. */
export function KindSettings({ kinds, onChange }: KindSettingsProps) {
  const t = useNotificationWords()
  const { kind: audience } = useMe()
  return (
    <section aria-labelledby="settings-kinds">
      <h2 id="settings-kinds">{t('settings.kinds')}</h2>
      <p>{t('settings.lead')}</p>
      {kinds.some(({ kind }) => answers.includes(kind)) && <p>{t('settings.answerNote')}</p>}
      <table className={classes.kinds}>
        <thead>
          <tr>
            <th scope="col">{t('settings.what')}</th>
            <th scope="col">{t('settings.inApp')}</th>
            <th scope="col">{t('settings.mail')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((choice) => {
            const name = t(`kind.${audience}.${choice.kind}`)
            return (
              <tr key={choice.kind}>
                <th scope="row">{name}</th>
                <td>
                  <label
                    htmlFor={`here-${choice.kind}`}
                    className={classes.tick}
                    data-roomy={audience === 'contact' || undefined}
                  >
                    <Checkbox
                      id={`here-${choice.kind}`}
                      checked={choice.inApp}
                      aria-label={t('settings.inAppOf', { kind: name })}
                      onChange={(event) => onChange({ ...choice, inApp: event.currentTarget.checked })}
                    />
                  </label>
                </td>
                <td>
                  <NativeSelect
                    aria-label={t('settings.mailOf', { kind: name })}
                    value={choice.mail}
                    onChange={(event) => {
                      const mail = mailChoices.find((one) => one === event.currentTarget.value)
                      if (mail !== undefined) onChange({ ...choice, mail })
                    }}
                    data={mailChoices.map((value) => ({ value, label: t(mailWords[value]) }))}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
