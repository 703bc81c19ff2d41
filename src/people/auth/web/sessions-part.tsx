import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { endSessionEndpoint, type SessionView } from '#people/auth/domain/door-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { sessionsQuery } from './security-queries.ts'
import classes from './security-page.module.css'
import { useSecurityWords } from './use-security-words.ts'

export function SessionsPart() {
  const t = useSecurityWords()
  const sessions = useQuery(sessionsQuery)
  const end = useEnd()
  const items = sessions.data?.items ?? []
  return (
    <section className={classes.part} aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      <p>{t('sessions.text')}</p>
      {sessions.error !== null && (
        <ErrorState problem={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <Skeletons rows={2} />}
      <ul className={classes.sessions}>
        {items.map((item) => (
          <Session key={item.id} item={item} onEnd={() => void end({ id: item.id })} />
        ))}
      </ul>
      {items.length > 1 && (
        <Button onClick={() => void end({ others: true })}>{t('sessions.endOthers')}</Button>
      )}
    </section>
  )
}

function Session({ item, onEnd }: { item: SessionView; onEnd: () => void }) {
  const t = useSecurityWords()
  const [before = '', after = ''] = t('sessions.since', { moment: '\u0000' }).split('\u0000')
  return (
    <li>
      <div>
        <b>{item.device}</b>
        <span>
          {before}
          <TimeText at={item.since} as="moment" />
          {after}
          {item.address !== null && ` ${t('sessions.from', { address: item.address })}`}
        </span>
      </div>
      {item.isThisOne ? (
        <span className={classes.here}>{t('sessions.here')}</span>
      ) : (
        <Button variant="subtle" aria-label={t('sessions.endOf', { device: item.device })} onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

function useEnd() {
  const t = useSecurityWords()
  const queryClient = useQueryClient()
  return async (which: { id: string } | { others: true }): Promise<void> => {
    try {
      const { ended } = await request(endSessionEndpoint, { body: which })
      const message = 'id' in which ? t('sessions.ended') : t('sessions.endedOthers', { count: ended })
      toast({ message })
    } catch (problem) {
      toast({ message: problemSentence(problem), tone: 'bad' })
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  }
}
