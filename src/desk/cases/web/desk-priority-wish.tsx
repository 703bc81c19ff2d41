import { Button, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { answerWishEndpoint, listWishesEndpoint, type WishView } from '#desk/cases/domain/wish-contract.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './desk-priority-wish.module.css'
import { useDeskWishWords } from './desk-use-wish-words.ts'

/** Another priority the customer asks for: take it, or say why not (SPEC 5.4). Shown while it is open. */
export function DeskPriorityWish({ found }: { found: CaseView }) {
  const { reference } = found
  const { data } = useQuery({
    // The case's version tells that something was asked or answered elsewhere.
    queryKey: ['case', reference, 'wishes', found.version],
    queryFn: ({ signal }) => request(listWishesEndpoint, { params: { reference }, signal }),
  })
  const open = data?.items.find((wish) => wish.state === 'open')
  if (open === undefined || !found.allowed.includes('change')) return null
  return <OpenWish key={open.id} found={found} wish={open} />
}

function OpenWish({ found, wish }: { found: CaseView; wish: WishView }) {
  const t = useDeskWishWords()
  const kit = useTranslation('kit').t
  const queryClient = useQueryClient()
  const sending = useSending()
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const level = kit(`case.priority.${wish.priority}`).toLowerCase()

  const answer = (body: BodyOf<typeof answerWishEndpoint>, done: string): void => {
    void sending.run(async () => {
      await request(answerWishEndpoint, {
        params: { reference: found.reference, id: wish.id },
        body,
      })
      toast({ message: done })
      const stale = [['case', found.reference], ['timeline', found.reference], ['cases'], ['counts']]
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    })
  }
  const decline = (): void => {
    setMissing(reason.trim() === '')
    if (reason.trim() !== '') answer({ outcome: 'declined', reason: reason.trim() }, t('declined'))
  }
  return (
    <section className={classes.wish} aria-label={t('label')}>
      <p>
        <b>{t('asks', { name: wish.by.name, priority: level })}</b> <TimeText at={wish.at} />
      </p>
      <blockquote>{wish.reason}</blockquote>
      {isDeclining && (
        <Textarea
          label={t('why')}
          description={t('whyNote', { name: wish.by.name })}
          autosize
          minRows={2}
          maxLength={1000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isMissing && t('missing')}
        />
      )}
      {sending.sentence !== undefined && (
        <p role="alert" className={classes.problem}>
          {t('failed')} {sending.sentence}
        </p>
      )}
      <div className={classes.acts}>
        {isDeclining ? (
          <>
            <Button variant="filled" loading={sending.busy} onClick={decline}>
              {t('send')}
            </Button>
            <Button variant="subtle" onClick={() => setDeclining(false)}>
              {t('back')}
            </Button>
          </>
        ) : (
          <>
            <Button
              variant="filled"
              loading={sending.busy}
              onClick={() => answer({ outcome: 'accepted' }, t('accepted', { priority: level }))}
            >
              {t('accept', { priority: level })}
            </Button>
            <Button onClick={() => setDeclining(true)}>{t('decline')}</Button>
          </>
        )}
      </div>
    </section>
  )
}
