import { useQuery } from '@tanstack/react-query'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import type { TimelineItem } from '#desk/messages/domain/contract.ts'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { MarkdownText } from '#web/components/markdown-text.tsx'
import { MessageCard } from '#web/components/message-card.tsx'
import { PlainText } from '#web/components/plain-text.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { DeskEventLine } from './desk-event-line.tsx'
import { timelineQuery } from './desk-timeline-query.ts'
import classes from './desk-timeline.module.css'
import { MailOfEntrySlot } from './message-slots.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'

/** So many entries are drawn at first; earlier ones on demand. */
const firstShown = 40

type DeskTimelineProps = {
  reference: string
  /** Shown after the customer's names. */
  accountName: string
  /** A resolution clock rests while the customer is waited for. */
  hasResolution: boolean
}

/** One stream of messages, notes and events; opens at the newest and follows what comes. */
export function DeskTimeline({ reference, accountName, hasResolution }: DeskTimelineProps) {
  const t = useMessagesWords()
  const timeline = useQuery(timelineQuery(reference))
  const [shown, setShown] = useState(firstShown)
  const { box, isBelow, toEnd } = useFollow(timeline.data)
  useAnnouncedNews(timeline.data)
  if (timeline.data === undefined && timeline.error !== null) {
    return (
      <div className={classes.feed}>
        <ErrorState
          title={t('feed.failed')}
          problem={timeline.error}
          onRetry={() => void timeline.refetch()}
        />
      </div>
    )
  }
  const items = timeline.data ?? []
  const hidden = Math.max(0, items.length - shown)
  return (
    <div className={classes.wrap}>
      {/* A conversation scrolls, so the keyboard must be able to reach it. */}
      <div ref={box} className={classes.feed} role="region" aria-label={t('feed.name')} tabIndex={0}>
        <div className={classes.inner} aria-busy={timeline.data === undefined}>
          {timeline.data === undefined && <Skeletons shape="text" rows={4} />}
          {timeline.data?.length === 0 && <EmptyState title={t('feed.empty')} />}
          {hidden > 0 && (
            <button type="button" className={classes.earlier} onClick={() => setShown(shown + 100)}>
              <IconChevronUp size={16} aria-hidden />
              {t('feed.earlier', { count: hidden })}
            </button>
          )}
          {items.slice(hidden).map((item, index) => (
            <Entry
              key={item.id}
              item={item}
              reference={reference}
              next={items.slice(hidden + index + 1)}
              accountName={accountName}
              hasResolution={hasResolution}
            />
          ))}
        </div>
      </div>
      {isBelow && (
        <button type="button" className={classes.below} onClick={toEnd}>
          <IconArrowDown size={14} aria-hidden />
          {t('feed.newBelow')}
        </button>
      )}
    </div>
  )
}

type EntryProps = {
  item: TimelineItem
  reference: string
  next: readonly TimelineItem[]
  accountName: string
  hasResolution: boolean
}

function Entry({ item, reference, next, accountName, hasResolution }: EntryProps) {
  const t = useMessagesWords()
  const mailOfEntry = useContext(MailOfEntrySlot)
  if (item.kind === 'event') return <DeskEventLine item={item} next={next} rests={hasResolution} />
  const { author } = item
  const ours = author.kind !== 'contact'
  return (
    <MessageCard
      variant={item.kind === 'note' ? 'note' : ours ? 'ours' : 'customer'}
      author={author.name}
      about={ours ? undefined : accountName}
      at={item.at}
      via={item.kind === 'note' ? undefined : viaWords(item, t)}
      attachments={item.attachments?.map((file) => ({
        id: file.id,
        name: file.name,
        bytes: file.bytes,
        href: file.url,
      }))}
    >
      {item.format === 'plain' ? (
        <PlainText text={item.body ?? ''} />
      ) : (
        <MarkdownText text={item.body ?? ''} />
      )}
      {item.channel === 'email' && !ours && mailOfEntry({ reference, entryId: item.id })}
    </MessageCard>
  )
}

function viaWords(item: TimelineItem, t: (key: string) => string): string {
  if (item.author.kind === 'system') return t('via.automatic')
  if (item.leavesAt !== undefined) return t('via.leaving')
  return item.author.kind === 'staff' ? t('via.reply') : t(`via.${item.channel}`)
}

/** Keeps the end in view while the reader is there; further up, news only show a way down. */
function useFollow(items: readonly TimelineItem[] | undefined) {
  const box = useRef<HTMLDivElement>(null)
  const last = useRef<string>(undefined)
  const atEnd = useRef(true)
  const [isBelow, setBelow] = useState(false)
  const newest = items?.at(-1)?.id
  const isKnown = newest !== undefined
  const toEnd = (): void => {
    box.current?.scrollTo({ top: box.current.scrollHeight })
    setBelow(false)
  }
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const look = (): void => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
      if (atEnd.current) setBelow(false)
    }
    element.addEventListener('scroll', look, { passive: true })
    const resized = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      resized.disconnect()
    }
  }, [isKnown])
  useLayoutEffect(() => {
    if (newest === undefined || newest === last.current) return
    const first = last.current === undefined
    last.current = newest
    if (first || atEnd.current || items?.at(-1)?.author.mine === true)
      box.current?.scrollTo({ top: box.current.scrollHeight })
    else setBelow(true)
  }, [newest, items])
  return { box, isBelow, toEnd }
}

/** Says what somebody else has written since the page was opened. */
function useAnnouncedNews(items: readonly TimelineItem[] | undefined): void {
  const t = useMessagesWords()
  const heard = useRef<string>(undefined)
  const newest = items?.at(-1)
  useEffect(() => {
    if (newest === undefined || newest.id === heard.current) return
    if (heard.current !== undefined && !newest.author.mine) {
      announce(t(newest.kind === 'event' ? 'feed.newEvent' : 'feed.newFrom', { name: newest.author.name }))
    }
    heard.current = newest.id
  }, [newest, t])
}
