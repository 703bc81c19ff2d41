import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type Ref, useRef, useState } from 'react'
import { Trans } from 'react-i18next'
import { type TimelineItem, writeMessageEndpoint } from '#desk/messages/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { Composer, type SendAction } from '#web/components/composer.tsx'
import type { ComposedMessage, ComposerMode } from '#web/components/use-composer.ts'
import classes from './desk-composer.module.css'
import { newestOfOthers, timelineQuery } from './desk-timeline-query.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'
import { DeskDialog } from '#desk/cases/web/desk-dialog.tsx'

type DeskComposerProps = {
  reference: string
  contactName: string
  /** Where the case stands: a solved case is reopened on purpose, a closed one takes notes only. */
  stage: 'open' | 'solved' | 'closed'
  textRef?: Ref<HTMLTextAreaElement>
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
export function DeskComposer({ reference, contactName, stage, textRef, onSent }: DeskComposerProps) {
  const t = useMessagesWords()
  const newer = useNewerMessage(reference)
  const modes: ComposerMode[] = stage === 'closed' ? ['note'] : ['reply', 'note']
  const firstName = contactName.split(' ')[0] ?? contactName

  const send = async (message: ComposedMessage): Promise<void> => {
    if (message.mode === 'reply' && !(await newer.isKnown())) {
      throw new ApiProblem({ status: 409, code: 'newer_message', detail: t('newer.kept') })
    }
    const status = message.mode === 'reply' ? statusOf[message.action] : undefined
    await request(writeMessageEndpoint, {
      params: { reference },
      body: {
        kind: message.mode,
        body: message.body,
        ...(message.attachmentIds.length > 0 && { attachmentIds: message.attachmentIds }),
        ...(status !== undefined && { status }),
      },
      idempotencyKey: message.idempotencyKey,
    })
    newer.sent()
    onSent()
  }

  return (
    <div className={classes.dock} onFocusCapture={newer.read}>
      {stage === 'closed' && <p className={classes.closed}>{t('composer.closed')}</p>}
      <Composer
        key={stage === 'closed' ? 'note' : 'both'}
        modes={modes}
        recipients={
          <Trans t={t} i18nKey="composer.to" values={{ name: contactName }} components={{ b: <b /> }} />
        }
        actions={actionsOf(stage, t)}
        onSend={send}
        draftKey={reference}
        placeholder={t('composer.placeholder', { name: firstName })}
        phoneLabel={stage === 'closed' ? t('composer.phoneNote') : t('composer.phone', { name: firstName })}
        textRef={textRef}
      />
      <NewerDialog newer={newer} />
    </div>
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
  /** The message is out; the next one begins with what is there now. */
  sent: () => void
  /** Resolves to whether sending may go on. */
  isKnown: () => Promise<boolean>
  answer: (sendAnyway: boolean) => void
}

/** Compares what the reader saw when they came to write with what is there when they send (SPEC 5.2). */
function useNewerMessage(reference: string): NewerMessage {
  const queryClient = useQueryClient()
  const seen = useRef<string>(undefined)
  const decide = useRef<(sendAnyway: boolean) => void>(undefined)
  const [asked, setAsked] = useState<TimelineItem>()
  const shown = (): TimelineItem | undefined =>
    newestOfOthers(queryClient.getQueryData(timelineQuery(reference).queryKey) ?? [])

  const isKnown = async (): Promise<boolean> => {
    const items = await queryClient.fetchQuery({ ...timelineQuery(reference), staleTime: 0 })
    const newest = newestOfOthers(items)
    if (newest === undefined || seen.current === undefined || newest.id === seen.current) return true
    const sendAnyway = await new Promise<boolean>((resolve) => {
      decide.current = resolve
      setAsked(newest)
    })
    seen.current = newest.id
    return sendAnyway
  }
  return {
    asked,
    read: () => {
      seen.current ??= shown()?.id
    },
    sent: () => {
      seen.current = shown()?.id
    },
    isKnown,
    answer: (sendAnyway) => {
      setAsked(undefined)
      decide.current?.(sendAnyway)
      if (!sendAnyway) seen.current = shown()?.id
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
