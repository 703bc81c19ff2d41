import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCircleDot from '@tabler/icons-react/dist/esm/icons/IconCircleDot.mjs'
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs'
import type { TimelineItem } from '#desk/messages/domain/contract.ts'
import { MarkdownText } from '#web/components/markdown-text.tsx'
import { EventLine, MessageCard } from '#web/components/message-card.tsx'
import { PlainText } from '#web/components/plain-text.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import classes from './portal-case.module.css'
import { OwnMailSlot } from './message-slots.ts'
import { eventWords } from './portal-event-words.ts'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** The conversation, oldest first: messages as cards, what happened between them as single lines. */
export function PortalTimeline({ items, reference }: { items: TimelineItem[]; reference: string }) {
  const t = usePortalCaseWords()
  return (
    <section aria-label={t('timeline.title')}>
      <ol className={classes.timeline}>
        {items.map((item) => (
          <li key={item.id} id={`entry-${item.id}`}>
            {item.kind === 'event' ? <Happened item={item} /> : <Said item={item} reference={reference} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Said({ item, reference }: { item: TimelineItem; reference: string }) {
  const t = usePortalCaseWords()
  const ownMail = useContext(OwnMailSlot)
  const body = item.body ?? ''
  return (
    <MessageCard
      variant={item.author.kind === 'contact' ? 'customer' : 'ours'}
      author={item.author.name}
      about={item.author.mine ? t('timeline.you') : undefined}
      at={item.at}
      via={t(`timeline.${item.channel}`)}
      attachments={item.attachments?.map(({ id, name, bytes, url }) => ({ id, name, bytes, href: url }))}
    >
      {item.format === 'plain' ? <PlainText text={body} /> : <MarkdownText text={body} />}
      {item.channel === 'email' && item.author.mine && ownMail({ reference, entryId: item.id, body })}
    </MessageCard>
  )
}

const eventIcons = {
  done: IconCheck,
  back: IconArrowBackUp,
  wait: IconHourglass,
  plain: IconCircleDot,
}

function Happened({ item }: { item: TimelineItem }) {
  const t = usePortalCaseWords()
  const kit = useTranslation('kit').t
  const said = eventWords(
    item,
    (key, values) => t(key, { ...values }),
    (key) => kit(key),
  )
  const Icon = eventIcons[said.icon]
  return (
    <EventLine icon={<Icon size={16} aria-hidden />} at={item.at}>
      {said.text}
      {said.reference !== undefined && (
        <>
          {' '}
          <TextLink href={`/portal/cases/${said.reference}`}>{said.reference}</TextLink>
        </>
      )}
    </EventLine>
  )
}
