import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import type { TimelineItem } from '#desk/messages/domain/contract.ts'
import { lastToCome } from '#desk/messages/domain/last-to-come.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import classes from './desk-composer.module.css'
import { newestOfOthers, timelineQuery } from './desk-timeline-query.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'

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
export function useNewerMessage(reference: string): NewerMessage {
  const t = useMessagesWords()
  const queryClient = useQueryClient()
  const seen = useRef<string>(undefined)
  const decide = useRef<(sendAnyway: boolean) => void>(undefined)
  const [asked, setAsked] = useState<TimelineItem>()
  const isWriting = useRef(false)
  const { data } = useQuery(timelineQuery(reference))
  // Somebody may begin before the conversation is there.
  useEffect(() => {
    if (isWriting.current) seen.current ??= lastToCome(data ?? [])?.id
  }, [data])
  const items = (): readonly TimelineItem[] =>
    queryClient.getQueryData(timelineQuery(reference).queryKey) ?? []

  const ask: NewerMessage['ask'] = async (send) => {
    try {
      const sent = await send(seen.current ?? lastToCome(items())?.id)
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
      seen.current = known?.path ?? lastToCome(newest)?.id
      if (!sendAnyway) throw new ApiProblem({ status: 409, code: 'newer_message', detail: t('newer.kept') })
      return ask(send)
    }
  }
  return {
    asked,
    read: () => {
      isWriting.current = true
      seen.current ??= lastToCome(items())?.id
    },
    ask,
    answer: (sendAnyway) => {
      setAsked(undefined)
      decide.current?.(sendAnyway)
    },
  }
}

export function NewerDialog({ newer }: { newer: NewerMessage }) {
  const t = useMessagesWords()
  return (
    <DialogFrame
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
    </DialogFrame>
  )
}
