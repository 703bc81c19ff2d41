import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ForwardedMessage, MailView } from '#channels/email/domain/mail-shown-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { fileSize } from '#web/components/file-size.ts'
import { PropertyList } from '#web/components/panel-section.tsx'
import { PlainText } from '#web/components/plain-text.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { MailInvitation } from './mail-shown-invitation.tsx'
import { MailLayout } from './mail-shown-layout.tsx'
import { mailQuery } from './mail-shown-queries.ts'
import { MailSender } from './mail-shown-sender.tsx'
import { MailSource } from './mail-shown-source.tsx'
import classes from './mail-shown.module.css'
import { TriageCodes } from './triage-codes.tsx'
import { useMailShownWords } from './use-mail-shown-words.ts'

type MailShownProps = {
  id: string
  /** Left out where the page around says from whom and to whom it is. */
  withFacts?: boolean
}

/** A message that came in, whole: who sent it, what it says, how it looked, and what travelled. */
export function MailShown({ id, withFacts = true }: MailShownProps) {
  const t = useMailShownWords()
  const mail = useQuery(mailQuery(id))
  if (mail.data === undefined) {
    if (mail.error === null) return <Skeletons shape="text" rows={8} />
    if (mail.error instanceof ApiProblem && mail.error.code === 'codes_hidden') return <TriageCodes id={id} />
    return <ErrorState title={t('failed')} problem={mail.error} onRetry={() => void mail.refetch()} />
  }
  return (
    <div className={classes.mail}>
      {withFacts && <h2 className={classes.subject}>{mail.data.subject || t('noSubject')}</h2>}
      <MailSender sender={mail.data.sender} />
      {withFacts && <MailFacts mail={mail.data} />}
      {mail.data.invitation !== null && <MailInvitation invitation={mail.data.invitation} />}
      <MailBody mail={mail.data} />
      <Forwarded messages={mail.data.forwarded} />
      <MailFiles mail={mail.data} />
    </div>
  )
}

function MailFacts({ mail }: { mail: MailView }) {
  const t = useMailShownWords()
  const { from, writtenAt, receivedAt } = mail
  const otherReply = mail.replyTo.filter((address) => address.toLowerCase() !== from.address?.toLowerCase())
  const isLate = writtenAt !== null && Math.abs(Date.parse(writtenAt) - Date.parse(receivedAt)) > 5 * 60_000
  const items = [
    {
      label: t('facts.from'),
      value: from.name === null ? (from.address ?? t('noSender')) : `${from.name} <${from.address ?? ''}>`,
    },
    { label: t('facts.replyTo'), value: otherReply.join(', ') },
    { label: t('facts.to'), value: mail.to.join(', ') || mail.deliveredTo.join(', ') },
    { label: t('facts.cc'), value: mail.cc.join(', ') },
    { label: t('facts.received'), value: <TimeText at={receivedAt} as="full" /> },
    ...(isLate ? [{ label: t('facts.written'), value: <TimeText at={writtenAt} as="full" /> }] : []),
  ]
  return <PropertyList items={items.filter(({ value }) => value !== '')} />
}

const views = ['layout', 'text', 'headers', 'source'] as const
type View = (typeof views)[number]

function MailBody({ mail }: { mail: MailView }) {
  const t = useMailShownWords()
  const [view, setView] = useState<View>(mail.page === null ? 'text' : 'layout')
  const offered = views.filter((one) => one !== 'layout' || mail.page !== null)
  return (
    <>
      <SegmentedControl
        className={classes.views}
        aria-label={t('view.name')}
        value={view}
        data={offered.map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={(value) => setView(offered.find((one) => one === value) ?? 'text')}
      />
      {mail.problem !== null && <p className={classes.bar}>{mail.problem}</p>}
      {mail.warnings.length > 0 && <p className={classes.quiet}>{mail.warnings.join(' ')}</p>}
      {view === 'layout' && <MailLayout mail={mail} />}
      {view === 'text' &&
        (mail.text.trim() === '' ? (
          <p>{t('noText')}</p>
        ) : (
          <div className={classes.text}>
            <PlainText text={mail.text} />
          </div>
        ))}
      {(view === 'headers' || view === 'source') && <MailSource id={mail.id} part={view} />}
    </>
  )
}

/** Messages inside, folded. */
function Forwarded({ messages }: { messages: ForwardedMessage[] }) {
  const t = useMailShownWords()
  return messages.map((one, index) => (
    <details key={`${index}-${one.subject}`} className={classes.forwarded} data-level={one.level}>
      <summary>{t('forwarded.name', { subject: one.subject || t('noSubject') })}</summary>
      <p className={classes.quiet}>
        {t('forwarded.from', { from: one.from || t('noSender') })}
        {one.writtenAt !== null && (
          <>
            , <TimeText at={one.writtenAt} as="full" />
          </>
        )}
      </p>
      <div className={classes.text}>
        <PlainText text={one.text} />
      </div>
      {one.files.length > 0 && (
        <p className={classes.quiet}>{t('forwarded.files', { files: one.files.join(', ') })}</p>
      )}
    </details>
  ))
}

function MailFiles({ mail }: { mail: MailView }) {
  const t = useMailShownWords()
  return (
    <>
      {mail.attachments.length > 0 && (
        <ul className={classes.files} aria-label={t('files')}>
          {mail.attachments.map((file) => (
            <li key={file.index}>
              <a href={file.url} download={file.name}>
                {file.name}
              </a>
              <i>{fileSize(file.bytes)}</i>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Button component="a" size="xs" href={mail.rawUrl} download>
          {t('save')}
        </Button>
      </p>
    </>
  )
}
