import { Trans } from 'react-i18next'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconCirclePlus from '@tabler/icons-react/dist/esm/icons/IconCirclePlus.mjs'
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs'
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs'
import IconPoint from '@tabler/icons-react/dist/esm/icons/IconPoint.mjs'
import IconProgress from '@tabler/icons-react/dist/esm/icons/IconProgress.mjs'
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs'
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs'
import type { TimelineItem } from '#desk/messages/domain/contract.ts'
import { FourLineGlyph } from '#web/components/four-line-glyph.tsx'
import { EventLine } from '#web/components/message-card.tsx'
import { durationWords, shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { type EventFacts, eventFacts } from './desk-event-facts.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'

type DeskEventLineProps = {
  item: TimelineItem
  /** The entries after it. */
  next: readonly TimelineItem[]
  /** While the customer is waited for, a resolution clock rests. */
  rests: boolean
}

/** Something that happened to the case, in a sentence. */
export function DeskEventLine({ item, next, rests }: DeskEventLineProps) {
  const t = useMessagesWords()
  const now = useNow()
  const { say, format } = useWords()
  const facts = eventFacts(item, next)
  const { spanMs, receivedAt, aside, called } = facts.values
  const values: Record<string, string> = {
    who: item.author.name,
    ...facts.values,
    ...(spanMs !== undefined && { span: durationWords(Number(spanMs), say) }),
    ...(aside !== undefined && { aside: shortMoment(Date.parse(aside), now, format) }),
    ...(called !== undefined && { called: shortMoment(Date.parse(called), now, format) }),
    ...(receivedAt !== undefined && { at: shortMoment(Date.parse(receivedAt), now, format) }),
    ...Object.fromEntries(
      Object.entries(facts.translated).map(([place, key]) => [place, wordOf(key, t, say)]),
    ),
  }
  const isWait = rests && facts.icon === 'waiting'
  return (
    <EventLine icon={<EventIcon facts={facts} />} at={item.at} until={facts.until}>
      <Trans t={t} i18nKey={facts.words} values={values} components={{ b: <b /> }} />
      {isWait && t(facts.until === undefined ? 'event.rests' : 'event.rested')}
      {facts.quote !== undefined && <>: {t('event.quote', { text: facts.quote })}</>}
      {facts.more.map((sentence) => (
        <span key={sentence.words}> {t(sentence.words, sentence.values)}</span>
      ))}
    </EventLine>
  )
}

/** A status or priority is called as the kit calls it everywhere. */
function wordOf(key: string, t: (key: string) => string, say: (key: string) => string): string {
  return key.startsWith('kit:') ? say(key.slice(4)).toLowerCase() : t(key)
}

const icons = {
  opened: IconCirclePlus,
  status: IconProgress,
  waiting: IconPlayerPause,
  solved: IconCheck,
  priority: IconAlertTriangle,
  person: IconUser,
  class: IconTag,
  mail: IconMail,
  call: IconPhone,
  aside: IconClockPause,
  link: IconLink,
  rank: IconArrowsSort,
  other: IconPoint,
}

function EventIcon({ facts }: { facts: EventFacts }) {
  if (facts.icon === 'line') return <FourLineGlyph line={Number(facts.values['to'] ?? 1)} size={16} />
  const Icon = icons[facts.icon]
  return <Icon size={16} stroke={1.75} aria-hidden />
}
