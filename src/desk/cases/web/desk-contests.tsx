import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import {
  type ContestView,
  listContestsEndpoint,
  settleContestEndpoint,
} from '#desk/cases/domain/rank-contract.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './desk-priority-wish.module.css'
import { useDeskRankWords } from './desk-use-rank-words.ts'

/** What we contest of the customer's rank or priority: let it stand, or change it with a reason (SPEC 5.4). */
export function DeskContests({ found }: { found: CaseView }) {
  const { reference } = found
  const { data } = useQuery({
    // The case's version tells that something was contested or settled elsewhere.
    queryKey: ['case', reference, 'contests', found.version],
    queryFn: ({ signal }) => request(listContestsEndpoint, { params: { reference }, signal }),
  })
  if (data === undefined || !found.allowed.includes('change')) return null
  return data.items
    .filter((one) => one.state === 'open')
    .map((one) => <OpenContest key={one.id} found={found} contest={one} />)
}

function OpenContest({ found, contest }: { found: CaseView; contest: ContestView }) {
  const t = useDeskRankWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const [isLowering, setLowering] = useState(false)
  const { about } = contest
  const settle = (body: BodyOf<typeof settleContestEndpoint>, done: string): void => {
    void sending.run(async () => {
      await request(settleContestEndpoint, { params: { reference: found.reference, id: contest.id }, body })
      toast({ message: done })
      const stale = [['case', found.reference], ['timeline', found.reference], ['cases'], ['counts']]
      await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    })
  }
  const canLower = about === 'rank' || found.priority !== 'low'
  return (
    <section className={classes.wish} aria-label={t('label')}>
      <p>
        <b>{t(`open.${about}`, { name: contest.by })}</b> <TimeText at={contest.at} />
      </p>
      <blockquote>{contest.reason}</blockquote>
      {sending.sentence !== undefined && (
        <p role="alert" className={classes.problem}>
          {t('failed')} {sending.sentence}
        </p>
      )}
      {isLowering ? (
        <LowerForm
          found={found}
          about={about}
          busy={sending.busy}
          onCancel={() => setLowering(false)}
          onLower={(body) => settle(body, t('lowered'))}
        />
      ) : (
        <div className={classes.acts}>
          <Button
            variant="filled"
            loading={sending.busy}
            onClick={() => settle({ outcome: 'kept' }, t('kept'))}
          >
            {t('keep')}
          </Button>
          {canLower && <Button onClick={() => setLowering(true)}>{t(`lower.${about}`)}</Button>}
        </div>
      )}
    </section>
  )
}

type LowerFormProps = {
  found: CaseView
  about: ContestView['about']
  busy: boolean
  onCancel: () => void
  onLower: (body: BodyOf<typeof settleContestEndpoint>) => void
}

/** What a customer chose is lowered only with a reason they read. */
function LowerForm({ found, about, busy, onCancel, onLower }: LowerFormProps) {
  const t = useDeskRankWords()
  const kit = useTranslation('kit').t
  const levels = (['medium', 'low'] as const).filter((level) => level !== found.priority)
  const [level, setLevel] = useState(levels[0])
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const send = (): void => {
    const words = reason.trim()
    setMissing(words === '')
    if (words === '') return
    onLower({ outcome: 'lowered', reason: words, ...(about === 'priority' && { priority: level }) })
  }
  return (
    <>
      {about === 'priority' && (
        <NativeSelect
          label={t('lowerTo')}
          value={level}
          data={levels.map((one) => ({ value: one, label: kit(`case.priority.${one}`) }))}
          onChange={(event) => setLevel(levels.find((one) => one === event.currentTarget.value))}
        />
      )}
      <Textarea
        label={t('lowerWhy')}
        autosize
        minRows={2}
        maxLength={1000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isMissing && t('missing')}
      />
      <div className={classes.acts}>
        <Button variant="filled" loading={busy} onClick={send}>
          {t(`lower.${about}`)}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </>
  )
}
