import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutgoingItem } from '#channels/email/domain/outgoing-contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { DeskMailList } from './desk-mail-list.tsx'
import classes from './desk-mail.module.css'
import { DeskOutgoingMessage } from './desk-outgoing-message.tsx'
import { DeskOutgoingState } from './desk-outgoing-state.tsx'
import { type OutgoingFilter, outgoingFilters, OutgoingTools } from './outgoing-tools.tsx'
import { outgoingQuery } from './mail-queries.ts'
import { useMailWords } from './use-mail-words.ts'

/** Every mail to customers with what became of it; without an SMTP server this is where it is read. */
export function DeskOutgoingMail() {
  const t = useMailWords()
  const [state, setState] = useState(stateInAddress)
  const list = useInfiniteQuery(outgoingQuery(state))
  useLiveTopics({ outgoing_mail: [['outgoing-mail']] })
  const isKept = list.data?.pages.some((page) => page.items.some((item) => item.state === 'kept')) === true
  return (
    <DeskMailList
      part="outgoing"
      lead={t(isKept ? 'outgoing.keptLead' : 'outgoing.lead')}
      list={list}
      none={state === 'all' ? undefined : t(`outgoing.noneOf.${state}`)}
      tools={<OutgoingTools state={state} onState={setState} />}
      row={(item) => <OutgoingRow key={item.id} item={item} />}
    />
  )
}

/** A link may lead to one state: `?state=failed`. */
function stateInAddress(): OutgoingFilter {
  const asked = new URLSearchParams(window.location.search).get('state')
  return outgoingFilters.find((one) => one === asked) ?? 'all'
}

function OutgoingRow({ item }: { item: OutgoingItem }) {
  const t = useMailWords()
  const [opened, setOpened] = useState(false)
  return (
    <li className={classes.outgoing}>
      <button
        type="button"
        className={classes.outgoingHead}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <DeskOutgoingState state={item.state} />
        <span className={classes.outgoingMain}>
          <b>{item.subject}</b>
          <span>
            {t(`outgoing.kind.${item.kind}`)}, {t('outgoing.to', { to: item.to })}
          </span>
        </span>
        <TimeText at={item.sentAt ?? item.queuedAt} />
      </button>
      {opened && <DeskOutgoingMessage item={item} />}
    </li>
  )
}
