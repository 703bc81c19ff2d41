import { type OutgoingItem, triesOfMail } from '#channels/email/domain/outgoing-contract.ts'
import { TextLink } from '#web/components/text-link.tsx'
import { fullMoment } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './desk-mail.module.css'
import { OutgoingAttempts } from './outgoing-attempts.tsx'
import { HeldText, OutgoingBounce } from './outgoing-bounce.tsx'
import { useMailWords } from './use-mail-words.ts'

/** A mail as it left: what became of it, its headers, its text. */
export function DeskOutgoingMessage({ item }: { item: OutgoingItem }) {
  const t = useMailWords()
  const headers: [string, string][] = [
    ['To', item.to],
    ['Subject', item.subject],
    ['Message-ID', item.messageId],
    ...(item.inReplyTo === null ? [] : [['In-Reply-To', item.inReplyTo] satisfies [string, string]]),
    ...(item.references.length === 0
      ? []
      : [['References', item.references.join(' ')] satisfies [string, string]]),
  ]
  return (
    <div className={classes.mail}>
      <p>
        <StateText item={item} />{' '}
        {item.bounce === null &&
          item.lastError !== null &&
          t('outgoing.lastError', { error: item.lastError })}
      </p>
      <OutgoingBounce item={item} />
      <OutgoingAttempts item={item} />
      {item.caseReference !== null && (
        <p>
          {t('outgoing.case')}{' '}
          <TextLink href={`/desk/cases/${encodeURIComponent(item.caseReference)}`}>
            {item.caseReference}
          </TextLink>
        </p>
      )}
      <dl className={classes.headers} aria-label={t('outgoing.headers')}>
        {headers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <pre className={classes.mailBody}>{item.body}</pre>
    </div>
  )
}

function StateText({ item }: { item: OutgoingItem }) {
  const t = useMailWords()
  const { format } = useWords()
  const { state, attempts: count, sentAt } = item
  if (state === 'held') return <HeldText item={item} />
  if (state === 'sent' || state === 'returned')
    return (
      <>
        {t('outgoing.stateText.sent', { at: sentAt === null ? '' : fullMoment(Date.parse(sentAt), format) })}
      </>
    )
  if (state === 'queued' && count > 0)
    return <>{t('outgoing.stateText.queuedTried', { count, all: triesOfMail })}</>
  return <>{t(`outgoing.stateText.${state}`, { count, all: triesOfMail })}</>
}
