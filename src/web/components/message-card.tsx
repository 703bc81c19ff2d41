import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import { AttachmentList, type AttachedFile } from './attachment-list.tsx'
import { Avatar } from './avatar.tsx'
import classes from './message-card.module.css'
import { TimeText } from './time-text.tsx'

type MessageCardProps = {
  /** `customer` sunken, `ours` with the blue edge, `note` on yellow paper. */
  variant: 'customer' | 'ours' | 'note'
  author: string
  /** After the name: "to Jonas, Elin", a company. */
  about?: ReactNode
  /** ISO. */
  at: string
  /** How it came or went: "Portal", "Public reply". Notes say what they are by themselves. */
  via?: ReactNode
  attachments?: AttachedFile[] | undefined
  children: ReactNode
}

/** One message of a conversation. Public and internal never look alike. */
export function MessageCard({ variant, author, about, at, via, attachments, children }: MessageCardProps) {
  const { t } = useTranslation('kit')
  const card = (
    <div className={classes.card}>
      <header>
        {variant === 'note' && (
          <>
            <IconLock size={14} aria-hidden />
            <b>{t('message.note')}</b>
          </>
        )}
        {variant === 'note' ? <span>{author}</span> : <b>{author}</b>}
        {about !== undefined && <span className={classes.about}>{about}</span>}
        <span className={classes.edge}>
          {via !== undefined && <span className={classes.via}>{via}</span>}
          <TimeText at={at} />
        </span>
      </header>
      {children}
      {attachments !== undefined && <AttachmentList files={attachments} />}
    </div>
  )
  return (
    <article
      className={classes.message}
      data-variant={variant}
      aria-label={t(`message.label.${variant}`, { author })}
    >
      {variant !== 'note' && (
        <Avatar name={author} size={32} tone={variant === 'ours' ? 'ours' : 'customer'} />
      )}
      {card}
    </article>
  )
}

type EventLineProps = {
  /** 16 px, in the avatar's gutter. */
  icon: ReactNode
  at: string
  /** The end of a span, e.g. of waiting. */
  until?: string | undefined
  children: ReactNode
}

/** Something that happened: no card, one sentence, the time at the right. */
export function EventLine({ icon, at, until, children }: EventLineProps) {
  return (
    <div className={classes.event}>
      {icon}
      <p>{children}</p>
      <span className={classes.when}>
        <TimeText at={at} />
        {until !== undefined && (
          <>
            –<TimeText at={until} />
          </>
        )}
      </span>
    </div>
  )
}
