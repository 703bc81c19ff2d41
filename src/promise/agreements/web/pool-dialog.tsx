import { NativeSelect, NumberInput, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { adjustedUse } from '#promise/agreements/domain/adjusted-use.ts'
import { adjustPoolEndpoint, type PoolYearView } from '#promise/agreements/domain/pool-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './pool-ledger.module.css'
import { usePoolWords } from './use-pool-words.ts'

type PoolDialogProps = { accountId: string; pool: PoolYearView; name: string; onClose: () => void }

/** Gives units of a pool back or counts more, with a reason; says what it comes to before it is sent. */
export function PoolDialog({ accountId, pool, name, onClose }: PoolDialogProps) {
  const t = usePoolWords()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [direction, setDirection] = useState(pool.used > 0 ? -1 : 1)
  const [count, setCount] = useState<number | string>(1)
  const [reason, setReason] = useState('')
  const isCount = typeof count === 'number' && Number.isInteger(count) && count > 0
  const units = isCount ? direction * count : 0
  const after = adjustedUse(pool, units)
  const problem = 'text' in after ? after.text : undefined

  const send = async (): Promise<void> => {
    const { chainId, pool: code, yearStartsOn, used } = pool
    const body = { chainId, pool: code, yearStartsOn, used, units, reason: reason.trim() }
    try {
      const idempotencyKey = submission.keyFor(body)
      const now = await request(adjustPoolEndpoint, { params: { id: accountId }, body, idempotencyKey })
      submission.renew()
      toast({ message: t('adjusted', { used: now.used, allowed: now.allowed }) })
    } finally {
      await Promise.all(
        [
          ['account', accountId],
          ['cover', accountId],
        ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      )
    }
  }

  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('adjustTitle')}
      lead={t('adjustLead', { name })}
      send={t('send')}
      check={() => ({
        units: isCount ? problem : t('unitsMissing'),
        reason: reason.trim() === '' ? t('reasonMissing') : undefined,
      })}
      onSend={send}
    >
      {(errorOf) => (
        <>
          <NativeSelect
            label={t('direction')}
            value={String(direction)}
            data={[
              { value: '-1', label: t('giveBack') },
              { value: '1', label: t('countMore') },
            ]}
            onChange={(event) => setDirection(Number(event.currentTarget.value))}
          />
          <NumberInput
            label={t('units')}
            value={count}
            min={1}
            max={1000}
            allowDecimal={false}
            error={errorOf('units')}
            onChange={setCount}
          />
          <Textarea
            label={t('reason')}
            description={t('reasonHint')}
            value={reason}
            maxLength={1000}
            autosize
            minRows={2}
            error={errorOf('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <p className={classes.sum} data-bad={problem !== undefined || undefined} aria-live="polite">
            {t('now', { used: pool.used, allowed: pool.allowed })}{' '}
            {problem ??
              ('used' in after &&
                isCount &&
                t('after', { used: after.used, allowed: pool.allowed, left: pool.allowed - after.used }))}
          </p>
        </>
      )}
    </SendDialog>
  )
}
