import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import {
  type BreachView,
  reopenBreachEndpoint,
  reviewBreachEndpoint,
} from '#desk/breaches/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useRenewBreaches } from './breach-queries.ts'
import classes from './breach-page.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

const asks = ['approved', 'sent_back', 'reopened'] as const
type Ask = (typeof asks)[number]

/** A manager approves what was recorded, sends it back, or opens again what was approved. */
export function BreachReview({ found }: { found: BreachView }) {
  const t = useBreachWords()
  const [asking, setAsking] = useState<Ask>()
  const { state, allowed, isOwnRecord } = found
  if (state === 'open' || state === 'withdrawn') return null
  if (state === 'approved' && !allowed.includes('reopen')) return null
  return (
    <section aria-labelledby="review">
      <h2 id="review">{t('review.title')}</h2>
      {state === 'recorded' && !allowed.includes('review') && (
        <p className={classes.quiet}>{t(isOwnRecord ? 'review.own' : 'review.waits')}</p>
      )}
      <div className={classes.buttons}>
        {allowed.includes('review') && (
          <>
            <Button variant="filled" onClick={() => setAsking('approved')}>
              {t('review.approve')}
            </Button>
            <Button onClick={() => setAsking('sent_back')}>{t('review.sendBack')}</Button>
          </>
        )}
        {allowed.includes('reopen') && (
          <Button onClick={() => setAsking('reopened')}>{t('review.reopen')}</Button>
        )}
      </div>
      {asking !== undefined && (
        <ReviewDialog found={found} ask={asking} onClose={() => setAsking(undefined)} />
      )}
    </section>
  )
}

const words = {
  approved: {
    title: 'review.approveTitle',
    label: 'review.note',
    send: 'review.approve',
    done: 'review.approved',
  },
  sent_back: {
    title: 'review.backTitle',
    label: 'review.missing',
    send: 'review.sendBack',
    done: 'review.sentBack',
  },
  reopened: {
    title: 'review.reopenTitle',
    label: 'review.reason',
    send: 'review.reopen',
    done: 'review.reopened',
  },
} as const

function ReviewDialog({ found, ask, onClose }: { found: BreachView; ask: Ask; onClose: () => void }) {
  const t = useBreachWords()
  const renew = useRenewBreaches()
  const submission = useSubmissionKey()
  const [note, setNote] = useState('')
  // What the reader decided on; somebody else may change it meanwhile.
  const [version] = useState(found.version)
  const lead = useLead(found, ask)
  const text = words[ask]
  const missing = { sent_back: 'review.missingMissing', reopened: 'review.reasonMissing', approved: '' }[ask]
  const send = async (): Promise<void> => {
    const said = note.trim()
    const params = { id: found.id }
    try {
      if (ask === 'reopened') {
        const body = { reason: said, version }
        await request(reopenBreachEndpoint, { params, body, idempotencyKey: submission.keyFor(body) })
      } else {
        const body = { outcome: ask, note: said, version }
        await request(reviewBreachEndpoint, { params, body, idempotencyKey: submission.keyFor(body) })
      }
    } finally {
      await renew()
    }
    toast({ message: t(text.done) })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t(text.title)}
      lead={lead}
      send={t(text.send)}
      check={() => (missing !== '' && note.trim() === '' ? { note: t(missing) } : {})}
      onSend={send}
    >
      {(errorOf) => (
        <Textarea
          label={t(text.label)}
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
          value={note}
          error={errorOf('note') ?? errorOf('reason')}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}

function useLead(found: BreachView, ask: Ask): string {
  const t = useBreachWords()
  const { money } = useBreachFormats()
  const credit = found.creditView
  const isGiven = credit.kind !== 'none' && credit.minor > 0
  const values = { account: found.account.name, amount: isGiven ? money(credit) : '' }
  if (ask === 'sent_back') return t('review.backLead')
  if (ask === 'approved') return t(isGiven ? 'review.approveGiven' : 'review.approveNone', values)
  return t(isGiven ? 'review.reopenGiven' : 'review.reopenNone', values)
}
