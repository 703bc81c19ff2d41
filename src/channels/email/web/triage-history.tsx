import type { TriageView } from '#channels/email/domain/contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PanelSection } from '#web/components/panel-section.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './triage.module.css'
import { useMailWords } from './use-mail-words.ts'
import { useTriageWords } from './use-triage-words.ts'

const readable = new Set(['triage', 'discarded', 'ignored'])

/** Other messages of the same sender, and what was decided about them. */
export function TriageHistory({ message }: { message: TriageView }) {
  const t = useTriageWords()
  const say = useMailWords()
  return (
    <>
      {message.sameSender.length > 0 && (
        <PanelSection title={t('history.same')}>
          <ul className={classes.history}>
            {message.sameSender.map(({ id, subject, receivedAt, state }) => (
              <li key={id}>
                {readable.has(state) ? (
                  <AppLink href={`/desk/triage/${id}`}>{subject || say('triage.noSubject')}</AppLink>
                ) : (
                  subject || say('triage.noSubject')
                )}
                <p>
                  <TimeText at={receivedAt} />, {t(`history.state.${state}`)}
                </p>
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {message.decisions.length > 0 && (
        <PanelSection title={t('history.decisions')}>
          <ul className={classes.history}>
            {message.decisions.map(({ id, act, about, reason, by, at, mailId }) => (
              <li key={id}>
                {t(`history.${act}`, { about })}
                {reason !== null && `: ${reason}`}
                <p>
                  {t('history.by', { name: by })} <TimeText at={at} />
                  {mailId === message.id && `, ${t('history.here')}`}
                </p>
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
    </>
  )
}
