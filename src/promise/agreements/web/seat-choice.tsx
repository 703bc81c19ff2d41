import { Button, Checkbox } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { chooseSeatsEndpoint, type SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { seatsQuery } from './agreement-queries.ts'
import classes from './seat-choice.module.css'
import { useDayWords } from './use-agreement-words.ts'
import { useSeatWords } from './use-seat-words.ts'

type Of = { accountId: string; agreementId: string }

/** The choice under a renewal that is agreed and has fewer seats than people. */
export function NextSeatChoice({ accountId, agreementId }: Of) {
  const { data } = useQuery(seatsQuery(accountId, agreementId))
  return data === undefined ? null : <SeatChoice {...{ accountId, agreementId }} seats={data} />
}

/** Who keeps a seat where there are fewer than people: one list, one act (SPEC 2.4). */
export function SeatChoice({ accountId, agreementId, seats }: Of & { seats: SeatsView }) {
  const t = useSeatWords()
  const day = useDayWords()
  const now = useNow()
  const { format } = useWords()
  const sending = useSending()
  const submission = useSubmissionKey()
  const queryClient = useQueryClient()
  const held = seats.items.filter((seat) => seat.state !== 'ended').toReversed()
  const [chosen, setChosen] = useState(
    () => new Set(held.filter((seat) => seat.state === 'active').map((seat) => seat.id)),
  )
  const [isTried, setTried] = useState(false)
  const { cap } = seats
  const keep = held.filter((seat) => chosen.has(seat.id))
  if (held.length <= cap) return null
  const isNext = seats.phase === 'not_started'
  const key = `choice.title${isNext ? 'Next' : ''}${cap === 1 ? 'One' : ''}` as const
  const wrong =
    keep.length > cap
      ? t('choice.tooMany', { chosen: keep.length, cap })
      : isTried && keep.length === 0
        ? t('choice.noneChosen')
        : undefined

  const send = async (): Promise<void> => {
    setTried(true)
    if (keep.length === 0 || keep.length > cap) return
    const body = {
      keep: keep.map((seat) => seat.id),
      end: held.filter((seat) => !chosen.has(seat.id)).map((seat) => seat.id),
    }
    const isDone = await sending.run(() =>
      request(chooseSeatsEndpoint, {
        params: { id: agreementId },
        body,
        idempotencyKey: submission.keyFor(body),
      }),
    )
    if (isDone) {
      submission.renew()
      toast({ message: t('choice.done', { names: keep.map((seat) => seat.contact.name).join(', ') }) })
    }
    await Promise.all(
      [
        ['account', accountId],
        ['cover', accountId],
      ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
  }

  return (
    <section className={classes.choice} aria-labelledby={`choice-${agreementId}`}>
      <h2 id={`choice-${agreementId}`}>{t(key, { people: held.length, cap, date: day(seats.startsOn) })}</h2>
      <p>{t('choice.lead')}</p>
      <ul aria-label={t('choice.people')}>
        {held.map((seat) => (
          <li key={seat.id}>
            <Checkbox
              label={seat.contact.name}
              description={t('choice.since', { date: shortDate(Date.parse(seat.since), now, format) })}
              checked={chosen.has(seat.id)}
              onChange={(event) => {
                const next = new Set(chosen)
                if (event.currentTarget.checked) next.add(seat.id)
                else next.delete(seat.id)
                setChosen(next)
              }}
            />
          </li>
        ))}
      </ul>
      <footer>
        <p data-bad={wrong !== undefined || sending.sentence !== undefined || undefined} aria-live="polite">
          {sending.sentence ??
            wrong ??
            t('choice.chosen', { chosen: keep.length, cap, rest: held.length - keep.length })}
        </p>
        <Button variant="filled" loading={sending.busy} onClick={() => void send()}>
          {t('choice.send')}
        </Button>
      </footer>
    </section>
  )
}
