import { useState, type SubmitEvent } from 'react'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { priority, type CaseView, type Priority } from '#desk/cases/domain/contract.ts'
import { askPriorityEndpoint, listWishesEndpoint, type WishView } from '#desk/cases/domain/wish-contract.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './portal-case.module.css'
import { PortalFormEnd } from './portal-form-end.tsx'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** Another priority, asked for with a reason; what was asked last and what we said to it (SPEC 5.4). */
export function PortalPriorityWish({ one }: { one: CaseView }) {
  const t = usePortalCaseWords()
  const [isAsking, setAsking] = useState(false)
  const { reference } = one
  const { data } = useQuery({
    queryKey: ['case', reference, 'wishes'],
    queryFn: ({ signal }) => request(listWishesEndpoint, { params: { reference }, signal }),
  })
  const last = data?.items[0]
  if (data === undefined) return null
  return (
    <div className={classes.wish}>
      {last !== undefined && <LastWish wish={last} />}
      {last?.state !== 'open' && !isAsking && (
        <Button onClick={() => setAsking(true)}>{t('wish.start')}</Button>
      )}
      {isAsking && <WishForm one={one} onClose={() => setAsking(false)} />}
    </div>
  )
}

function LastWish({ wish }: { wish: WishView }) {
  const t = usePortalCaseWords()
  const kit = useTranslation('kit').t
  const level = kit(`case.priority.${wish.priority}`).toLowerCase()
  if (wish.state === 'accepted' && wish.answer === null) return null
  return (
    <p className={classes.hint}>
      {t(`wish.${wish.state}`, { name: wish.by.name, priority: level })}{' '}
      {wish.answer !== null && <q>{wish.answer}</q>}
    </p>
  )
}

function WishForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const t = usePortalCaseWords()
  const kit = useTranslation('kit').t
  const definitions = useVendor()?.priorityDefinitions
  const queryClient = useQueryClient()
  const sending = useSending()
  const submission = useSubmissionKey()
  const levels = priority.options.filter((level) => level !== one.priority)
  const [wanted, setWanted] = useState<Priority>(levels[0] ?? 'high')
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const ask = async (): Promise<void> => {
    const body = { priority: wanted, reason: reason.trim() }
    await request(askPriorityEndpoint, {
      params: { reference: one.reference },
      body,
      idempotencyKey: submission.keyFor(body),
    })
    submission.renew()
    toast({ message: t('wish.sent') })
    await queryClient.invalidateQueries({ queryKey: ['case', one.reference] })
    onClose()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setMissing(reason.trim() === '')
    if (reason.trim() !== '') void sending.run(ask)
  }
  return (
    <form className={classes.wishForm} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('wish.which')}
        description={definitions?.[wanted]}
        value={wanted}
        data={levels.map((level) => ({ value: level, label: kit(`case.priority.${level}`) }))}
        onChange={(event) => setWanted(priority.parse(event.currentTarget.value))}
      />
      <Textarea
        label={t('wish.why')}
        autosize
        minRows={3}
        maxLength={1000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isMissing && t('wish.missing')}
      />
      <PortalFormEnd
        failed={t('reopen.failed')}
        sentence={sending.sentence}
        busy={sending.busy}
        send={t('wish.send')}
        onCancel={onClose}
      />
    </form>
  )
}
