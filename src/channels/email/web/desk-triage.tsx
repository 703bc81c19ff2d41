import { useInfiniteQuery } from '@tanstack/react-query'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { DeskFloods } from './desk-floods.tsx'
import { DeskMailList } from './desk-mail-list.tsx'
import classes from './desk-mail.module.css'
import { DeskSenderWord } from './desk-sender-word.tsx'
import { triageListQuery } from './mail-queries.ts'
import { useMailWords } from './use-mail-words.ts'

/** Mail that became no case: from whom, why it is here, and the way to decide. */
export function DeskTriage() {
  const t = useMailWords()
  const list = useInfiniteQuery(triageListQuery)
  useLiveTopics({ triage: [['triage', 'list']], resync: [['triage']] }, (message) => {
    if (message.topic === 'triage' && message.version === 1) announce(t('triage.fresh'))
  })
  return (
    <DeskMailList
      part="triage"
      lead={t('triage.lead')}
      list={list}
      tools={<DeskFloods />}
      row={(item) => <TriageRow key={item.id} item={item} />}
    />
  )
}

function TriageRow({ item }: { item: TriageItem }) {
  const t = useMailWords()
  return (
    <li className={classes.row}>
      <p className={classes.rowHead}>
        <AppLink href={`/desk/triage/${item.id}`}>{item.subject || t('triage.noSubject')}</AppLink>
        <TimeText at={item.receivedAt} />
      </p>
      <p className={classes.rowFrom}>
        <span>{item.from.name ?? item.from.address ?? t('triage.noSender')}</span>
        {item.from.name !== null && item.from.address !== null && <span>{item.from.address}</span>}
        <DeskSenderWord sender={item.sender} />
      </p>
      <p className={classes.rowWhy}>{item.reason}</p>
      <p className={classes.rowText}>{item.preview}</p>
    </li>
  )
}
