import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type OutgoingItem, sendAgainEndpoint } from '#channels/email/domain/outgoing-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './desk-mail.module.css'
import { outgoingMailQuery } from './mail-queries.ts'
import { useMailWords } from './use-mail-words.ts'

/** Each time a mail was tried, with what came of it; one that failed or is kept can be sent again. */
export function OutgoingAttempts({ item }: { item: OutgoingItem }) {
  const t = useMailWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { data, error } = useQuery(outgoingMailQuery(item.id))
  // What waits for its place leaves by itself, and no sooner for being asked.
  const leavesItself = item.held !== null && item.held.until !== null
  const isOver = ['failed', 'kept', 'held', 'returned'].includes(item.state) && !leavesItself
  const again = async (): Promise<void> => {
    await sending.run(async () => {
      const { state } = await request(sendAgainEndpoint, { params: { id: item.id } })
      const done = item.state === 'held' ? 'outgoing.againHeld' : 'outgoing.againDone'
      toast({ message: t(state === 'queued' ? done : 'outgoing.againAlready') })
    })
    await queryClient.invalidateQueries({ queryKey: ['outgoing-mail'] })
  }
  return (
    <>
      {isOver && (
        <Button className={classes.again} loading={sending.busy} onClick={() => void again()}>
          {t('outgoing.again')}
        </Button>
      )}
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {t('outgoing.againFailed')} {sending.sentence}
        </p>
      )}
      {error !== null && data === undefined && <p>{t('outgoing.attemptsFailed')}</p>}
      {data !== undefined && data.attemptList.length > 0 && (
        <ol className={classes.attempts} aria-label={t('outgoing.attempts')}>
          {data.attemptList.map((attempt) => (
            <li key={attempt.at}>
              <TimeText at={attempt.at} as="full" />
              <span>{attempt.error ?? t('outgoing.attemptTaken')}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
