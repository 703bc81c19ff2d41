import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
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
import { SeatDialog } from './seat-dialog.tsx'
import { useAgreementWords } from './use-agreement-words.ts'

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
  const work = useSeatWork(accountId, agreementId)
  const [opened, setOpened] = useState<SeatView | 'give'>()
  const held = seats.items.filter((seat) => seat.state === 'active').toReversed()
  const suspended = seats.items.filter((seat) => seat.state === 'suspended')
  const ended = seats.items.filter((seat) => seat.state === 'ended')
  const free = seats.cap - seats.used
  const size = place === 'desk' ? ({ size: 'xs' } as const) : {}
  const others = contacts.filter((contact) => !held.some((seat) => seat.contact.id === contact.id))
  return (
    <div className={classes.board}>
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
          <SeatRow key={seat.id} seat={seat}>
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
          <SeatRow key={seat.id} seat={seat}>
            {mayManage && free > 0 && (
              <Button {...size} onClick={() => void work.give(seat.contact)}>
                {t('seats.resume')}
              </Button>
            )}
          </SeatRow>
        ))}
      </ul>
      {ended.length > 0 && <History seats={ended} />}
      {opened !== undefined && (
        <SeatDialog
          accountId={accountId}
          agreementId={agreementId}
          others={others}
          {...(opened !== 'give' && { seat: opened })}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}

function SeatRow({ seat, children }: { seat: SeatView; children: ReactNode }) {
  const t = useAgreementWords()
  const now = useNow()
  const { format } = useWords()
  const since = shortDate(Date.parse(seat.since), now, format)
  return (
    <li className={classes.row} data-quiet={seat.state !== 'active' || undefined}>
      <Avatar name={seat.contact.name} tone="customer" />
      <div>
        <b>{seat.contact.name}</b>
        <p>{seat.state === 'suspended' ? t('seats.suspended') : t('seats.since', { date: since })}</p>
      </div>
      <div className={classes.actions}>{children}</div>
    </li>
  )
}

function History({ seats }: { seats: SeatView[] }) {
  const t = useAgreementWords()
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
              {t('seats.historyText', { from: day(seat.since), until: day(seat.endedAt ?? seat.since) })}
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
