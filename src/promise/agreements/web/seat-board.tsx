import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ContactNote } from '#people/accounts/web/contact-note.tsx'
import { type Handed, HandedLink } from '#people/auth/web/handed-link.tsx'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import {
  endSeatEndpoint,
  giveSeatEndpoint,
  type SeatsView,
  type SeatView,
} from '#promise/agreements/domain/seat-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { Avatar } from '#web/components/avatar.tsx'
import { PoolPips } from '#web/components/pool-pips.tsx'
import { toast } from '#web/components/toast.tsx'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './seat-board.module.css'
import { NextSeatChoice, SeatChoice } from './seat-choice.tsx'
import { SeatAccess } from './seat-access.tsx'
import { SeatDialog } from './seat-dialog.tsx'
import { useAgreementWords, useDayWords } from './use-agreement-words.ts'
import { cameWords, useSeatWords, wentWords } from './use-seat-words.ts'

type SeatBoardProps = {
  accountId: string
  agreementId: string
  seats: SeatsView
  /** Everybody who could hold one. */
  contacts: CoverView['contacts']
  /** Whether the reader may change them. */
  mayManage: boolean
  /** `desk` is dense; the portal keeps its large buttons. */
  place: 'desk' | 'portal'
}

/** Who holds a seat, always with its whole; at the cap someone is replaced instead of added (SPEC 3.6). */
export function SeatBoard({ accountId, agreementId, seats, contacts, mayManage, place }: SeatBoardProps) {
  const t = useAgreementWords()
  const tSeats = useSeatWords()
  const day = useDayWords()
  const work = useSeatWork(accountId, agreementId)
  const [opened, setOpened] = useState<SeatView | 'give'>()
  const held = seats.items.filter((seat) => seat.state === 'active').toReversed()
  const suspended = seats.items.filter((seat) => seat.state === 'suspended')
  const ended = seats.items.filter((seat) => seat.state === 'ended')
  const free = seats.cap - seats.used
  const size = place === 'desk' ? ({ size: 'xs' } as const) : {}
  const others = contacts.filter((contact) => !held.some((seat) => seat.contact.id === contact.id))
  const { next } = seats
  const isOverNext = next !== null && next.held > next.cap
  const [isHanded, setHanded] = useState<Handed>()
  return (
    <div className={classes.board}>
      {mayManage && suspended.length > 0 && (
        <SeatChoice key={seats.items.length} {...{ accountId, agreementId, seats }} />
      )}
      {mayManage && isOverNext && (
        <NextSeatChoice key={`${next.id}:${next.held}`} accountId={accountId} agreementId={next.id} />
      )}
      {!mayManage && suspended.length > 0 && (
        <p className={classes.none}>
          {tSeats('choice.waiting', { people: held.length + suspended.length, cap: seats.cap })}
        </p>
      )}
      {isHanded !== undefined && <HandedLink handed={isHanded} onDone={() => setHanded(undefined)} />}
      <div className={classes.count}>
        <PoolPips used={seats.used} limit={seats.cap}>
          <b>{t('seats.ofCap', { used: seats.used, cap: seats.cap })}</b>
        </PoolPips>
        {mayManage && <p>{t('seats.free', { count: Math.max(0, free) })}</p>}
        {mayManage && free > 0 && (
          <Button variant="filled" onClick={() => setOpened('give')}>
            {t('seats.give')}
          </Button>
        )}
      </div>
      {held.length === 0 && <p className={classes.none}>{t('seats.nobody')}</p>}
      <ul className={classes.list} aria-label={t('seats.holders')}>
        {held.map((seat) => (
          <SeatRow key={seat.id} seat={seat} {...{ accountId, mayManage }} onHanded={setHanded}>
            {mayManage && (
              <>
                <Button
                  {...size}
                  variant="subtle"
                  aria-label={t('seats.endLabel', { name: seat.contact.name })}
                  onClick={() => void work.end(seat)}
                >
                  {t('seats.end')}
                </Button>
                <Button
                  {...size}
                  aria-label={t('seats.replaceLabel', { name: seat.contact.name })}
                  onClick={() => setOpened(seat)}
                >
                  {t('seats.replace')}
                </Button>
              </>
            )}
          </SeatRow>
        ))}
        {suspended.map((seat) => (
          <SeatRow key={seat.id} seat={seat} {...{ accountId, mayManage }} onHanded={setHanded}>
            {mayManage && free > 0 && (
              <Button {...size} onClick={() => void work.give(seat.contact)}>
                {t('seats.resume')}
              </Button>
            )}
          </SeatRow>
        ))}
      </ul>
      {mayManage && next !== null && !isOverNext && (
        <p className={classes.none}>{tSeats('following', { date: day(next.startsOn) })}</p>
      )}
      {ended.length > 0 && <History seats={ended} />}
      {opened !== undefined && (
        <SeatDialog
          accountId={accountId}
          agreementId={agreementId}
          others={others}
          place={place}
          onHanded={setHanded}
          {...(opened !== 'give' && { seat: opened })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}

type SeatRowProps = {
  seat: SeatView
  accountId: string
  mayManage: boolean
  onHanded: (handed: Handed) => void
  children: ReactNode
}

function SeatRow({ seat, accountId, mayManage, onHanded, children }: SeatRowProps) {
  const t = useAgreementWords()
  const now = useNow()
  const { format } = useWords()
  const tSeats = useSeatWords()
  const since = t('seats.since', { date: shortDate(Date.parse(seat.since), now, format) })
  return (
    <li className={classes.row} data-quiet={seat.state !== 'active' || undefined}>
      <Avatar name={seat.contact.name} tone="customer" />
      <div>
        <b>{seat.contact.name}</b>
        <p>
          {[seat.state === 'suspended' ? t('seats.suspended') : since, cameWords(seat, tSeats)]
            .filter((one) => one !== undefined)
            .join(' · ')}
        </p>
        {mayManage && <ContactNote accountId={accountId} contactId={seat.contact.id} />}
        {mayManage && <SeatAccess seat={seat} accountId={accountId} onHanded={onHanded} />}
      </div>
      <div className={classes.actions}>{children}</div>
    </li>
  )
}

function History({ seats }: { seats: SeatView[] }) {
  const t = useAgreementWords()
  const tSeats = useSeatWords()
  const now = useNow()
  const { format } = useWords()
  const day = (at: string): string => shortDate(Date.parse(at), now, format)
  return (
    <details className={classes.history}>
      <summary>
        {t('seats.history')} <span>{seats.length}</span>
      </summary>
      <ul>
        {seats.map((seat) => (
          <li key={seat.id}>
            <span>{seat.contact.name}</span>
            <span>
              {[
                t('seats.historyText', { from: day(seat.since), until: day(seat.endedAt ?? seat.since) }),
                cameWords(seat, tSeats),
                wentWords(seat, tSeats),
              ]
                .filter((one) => one !== undefined)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function useSeatWork(accountId: string, agreementId: string) {
  const t = useAgreementWords()
  const queryClient = useQueryClient()
  const renew = async (): Promise<void> => {
    await Promise.all(
      [
        ['account', accountId],
        ['cover', accountId],
      ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    )
  }
  const tell = (failure: unknown): void =>
    toast({ message: `${t('seats.notSaved')} ${problemSentence(failure)}`, tone: 'bad' })
  const give = async (contact: SeatView['contact']): Promise<void> => {
    try {
      const body = { contactId: contact.id }
      await request(giveSeatEndpoint, { params: { id: agreementId }, body })
      toast({ message: t('seats.given', { name: contact.name }) })
    } catch (failure) {
      tell(failure)
    }
    await renew()
  }
  const end = async ({ id, contact }: SeatView): Promise<void> => {
    try {
      await request(endSeatEndpoint, { params: { id } })
      toast({ message: t('seats.ended', { name: contact.name }), undo: () => void give(contact) })
    } catch (failure) {
      tell(failure)
    }
    await renew()
  }
  return { give, end }
}
