import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Ref, useEffect, useRef, useState } from 'react'
import { Trans } from 'react-i18next'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import {
  readDraftsEndpoint,
  type TimelineItem,
  writeMessageEndpoint,
} from '#desk/messages/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { Composer, type SendAction } from '#web/components/composer.tsx'
import type { ComposedMessage, ComposerMode } from '#web/components/use-composer.ts'
import { caseDrafts, useDraftEpoch } from './case-drafts.ts'
import classes from './desk-composer.module.css'
import { useTakeBack } from './desk-use-take-back.ts'
import { newestOfOthers, timelineQuery } from './desk-timeline-query.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'
import { DeskDialog } from '#desk/cases/web/desk-dialog.tsx'

type DeskComposerProps = {
  reference: string
  contactName: string
  /** Where the case stands: a solved case is reopened on purpose, a closed one takes notes only. */
  stage: 'open' | 'solved' | 'closed'
  textRef?: Ref<HTMLTextAreaElement>
  /** Told what is being written, for colleagues to know. */
  onWriting: (mode: ComposerMode | undefined) => void
  onSent: () => void
}

type Status = 'in_progress' | 'waiting_customer' | 'waiting_other'
const statusOf: Record<string, Status | undefined> = {
  wait: 'waiting_customer',
  work: 'in_progress',
  other: 'waiting_other',
  reopen: 'in_progress',
}

/** Where staff answer. A colleague's or the customer's newer message asks before it is talked over. */
export function DeskComposer(props: DeskComposerProps) {
  const { reference, contactName, stage, textRef, onSent } = props
  const t = useMessagesWords()
  const me = useMe()
  const epoch = useDraftEpoch(reference)
  const newer = useNewerMessage(reference)
  const offerTakeBack = useTakeBack(reference)
  const modes: ComposerMode[] = stage === 'closed' ? ['note'] : ['reply', 'note']
  const firstName = contactName.split(' ')[0] ?? contactName

  const send = async (message: ComposedMessage): Promise<void> => {
    const status = message.mode === 'reply' ? statusOf[message.action] : undefined
    const write = (seenEntryId: string | undefined) =>
      request(writeMessageEndpoint, {
        params: { reference },
        body: {
          kind: message.mode,
          body: message.body,
          ...(message.attachmentIds.length > 0 && { attachmentIds: message.attachmentIds }),
          ...(status !== undefined && { status }),
          ...(message.mode === 'reply' && seenEntryId !== undefined && { seenEntryId }),
        },
        idempotencyKey: message.idempotencyKey,
      })
    const sent = await newer.ask(write)
    if (sent.leavesAt !== undefined) {
      const said = t('sent.toast', { name: contactName })
      offerTakeBack({ id: sent.id, leavesAt: sent.leavesAt, said })
    }
    onSent()
  }

  return (
    <div className={classes.dock} onFocusCapture={newer.read}>
      {stage === 'closed' && <p className={classes.closed}>{t('composer.closed')}</p>}
      <OthersDrafts reference={reference} />
      <Composer
        key={stage === 'closed' ? 'note' : 'both'}
        modes={modes}
        recipients={
          <Trans t={t} i18nKey="composer.to" values={{ name: contactName }} components={{ b: <b /> }} />
        }
        actions={actionsOf(stage, t)}
        onSend={send}
        drafts={caseDrafts(me.id, reference, epoch)}
        placeholder={t('composer.placeholder', { name: firstName })}
        phoneLabel={t('composer.phone', { name: firstName })}
        phoneNoteLabel={t('composer.phoneNote')}
        onWriting={props.onWriting}
        textRef={textRef}
      />
      <NewerDialog newer={newer} />
    </div>
  )
}

/** Colleagues who have begun to write here; their words are their own. */
function OthersDrafts({ reference }: { reference: string }) {
  const t = useMessagesWords()
  useLiveTopics({ draft: [['drafts', reference]] })
  const { data } = useQuery({
    queryKey: ['drafts', reference],
    queryFn: ({ signal }) => request(readDraftsEndpoint, { params: { reference }, signal }),
  })
  if (data === undefined || data.others.length === 0) return null
  return (
    <ul className={classes.others}>
      {data.others.map((one) => (
        <li key={`${one.name} ${one.mode}`}>
          <IconPencil size={14} aria-hidden />
          {t(`others.${one.mode}`, { name: one.name })} <TimeText at={one.savedAt} as="age" />
        </li>
      ))}
    </ul>
  )
}

function actionsOf(stage: DeskComposerProps['stage'], t: (key: string) => string): SendAction[] {
  if (stage === 'solved') {
    return [
      { key: 'plain', label: t('composer.sendPlain') },
      { key: 'reopen', label: t('composer.sendReopen') },
    ]
  }
  return [
    { key: 'wait', label: t('composer.sendWait') },
    { key: 'work', label: t('composer.send') },
    { key: 'other', label: t('composer.sendOther') },
  ]
}

type NewerMessage = {
  /** What has come, while the reader is asked about it. */
  asked: TimelineItem | undefined
  /** The reader came to write: what stands in the conversation now is known to them. */
  read: () => void
  /** Sends; where something newer refuses it, asks the reader and sends anyway if they want. */
  ask: (send: (seenEntryId: string | undefined) => Promise<TimelineItem>) => Promise<TimelineItem>
  answer: (sendAnyway: boolean) => void
}

/** The server compares what the reader saw when they came to write with what is there when they send (SPEC 5.2). */
function useNewerMessage(reference: string): NewerMessage {
  const t = useMessagesWords()
  const queryClient = useQueryClient()
  const seen = useRef<string>(undefined)
  const decide = useRef<(sendAnyway: boolean) => void>(undefined)
  const [asked, setAsked] = useState<TimelineItem>()
  const isWriting = useRef(false)
  const { data } = useQuery(timelineQuery(reference))
  // Somebody may begin before the conversation is there.
  useEffect(() => {
    if (isWriting.current) seen.current ??= data?.at(-1)?.id
  }, [data])
  const items = (): readonly TimelineItem[] =>
    queryClient.getQueryData(timelineQuery(reference).queryKey) ?? []

  const ask: NewerMessage['ask'] = async (send) => {
    try {
      const sent = await send(seen.current ?? items().at(-1)?.id)
      seen.current = sent.id
      return sent
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.code !== 'newer_message') throw problem
      const newest = await queryClient.fetchQuery({ ...timelineQuery(reference), staleTime: 0 })
      const [known] = problem.errors
      const shown = newest.find((item) => item.id === known?.path) ?? newestOfOthers(newest)
      const sendAnyway = await new Promise<boolean>((resolve) => {
        decide.current = resolve
        setAsked(shown)
      })
      seen.current = known?.path ?? newest.at(-1)?.id
      if (!sendAnyway) throw new ApiProblem({ status: 409, code: 'newer_message', detail: t('newer.kept') })
      return ask(send)
    }
  }
  return {
    asked,
    read: () => {
      isWriting.current = true
      seen.current ??= items().at(-1)?.id
    },
    ask,
    answer: (sendAnyway) => {
      setAsked(undefined)
      decide.current?.(sendAnyway)
    },
  }
}

function NewerDialog({ newer }: { newer: NewerMessage }) {
  const t = useMessagesWords()
  return (
    <DeskDialog
      opened={newer.asked !== undefined}
      onClose={() => newer.answer(false)}
      title={t('newer.title', { name: newer.asked?.author.name ?? '' })}
      size={440}
    >
      <p>{t('newer.text')}</p>
      <blockquote className={classes.quote}>{newer.asked?.body?.slice(0, 600)}</blockquote>
      <div className={classes.actions}>
        <Button onClick={() => newer.answer(true)}>{t('newer.send')}</Button>
        <Button variant="filled" data-autofocus onClick={() => newer.answer(false)}>
          {t('newer.read')}
        </Button>
      </div>
    </DeskDialog>
  )
}
