import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import {
  giveSeatEndpoint,
  swapSeatEndpoint,
  type SeatView,
} from '#promise/agreements/domain/seat-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useAgreementWords } from './use-agreement-words.ts'

type SeatDialogProps = {
  accountId: string
  agreementId: string
  /** Who holds none. */
  others: CoverView['contacts']
  /** The seat that goes to somebody else; a free one is given without it. */
  seat?: SeatView
  onClose: () => void
}

/** Chooses who gets a seat: a free one, or that of somebody else. */
export function SeatDialog({ accountId, agreementId, others, seat, onClose }: SeatDialogProps) {
  const t = useAgreementWords()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [contactId, setContactId] = useState('')
  const name = others.find((one) => one.id === contactId)?.name ?? ''
  const send = async (): Promise<void> => {
    const body = { contactId }
    const idempotencyKey = submission.keyFor({ ...body, seat: seat?.id })
    try {
      if (seat === undefined)
        await request(giveSeatEndpoint, { params: { id: agreementId }, body, idempotencyKey })
      else await request(swapSeatEndpoint, { params: { id: seat.id }, body, idempotencyKey })
    } finally {
      await Promise.all(
        [
          ['account', accountId],
          ['cover', accountId],
        ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      )
    }
    toast({ message: t(seat === undefined ? 'seats.given' : 'seats.replaced', { name }) })
  }
  const replaced = { name: seat?.contact.name }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={seat === undefined ? t('seats.give') : t('seats.replaceTitle', replaced)}
      lead={others.length === 0 ? t('seats.noOther') : seat && t('seats.replaceLead', replaced)}
      send={t(seat === undefined ? 'seats.giveSend' : 'seats.replaceSend')}
      check={() => (contactId === '' ? { contactId: t('seats.chooseMissing') } : {})}
      onSend={send}
    >
      {(errorOf) => (
        <NativeSelect
          label={t(seat === undefined ? 'seats.giveTo' : 'seats.replaceWith')}
          value={contactId}
          data-autofocus
          error={errorOf('contactId')}
          data={[
            { value: '', label: t('seats.choose') },
            ...others.map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(event) => setContactId(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}
