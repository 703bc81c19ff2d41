import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Handed } from '#people/auth/web/handed-link.tsx'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import {
  giveSeatEndpoint,
  swapSeatEndpoint,
  welcomePersonEndpoint,
  type SeatView,
} from '#promise/agreements/domain/seat-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useAgreementWords } from './use-agreement-words.ts'
import { useSeatWords } from './use-seat-words.ts'

type SeatDialogProps = {
  accountId: string
  agreementId: string
  /** Who holds none. */
  others: CoverView['contacts']
  /** The seat that goes to somebody else; a free one is given without it. */
  seat?: SeatView
  place: 'desk' | 'portal'
  /** The invitation where it is handed over instead of mailed. */
  onHanded: (handed: Handed) => void
  onClose: () => void
}

const someoneNew = 'new'

/** Chooses who gets a seat, a free one or that of somebody else: a contact, or someone who becomes one. */
export function SeatDialog(props: SeatDialogProps) {
  const { accountId, agreementId, others, seat, place, onHanded, onClose } = props
  const t = useAgreementWords()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const tSeats = useSeatWords()
  const [contactId, setContactId] = useState(others.length === 0 ? someoneNew : '')
  const [person, setPerson] = useState({ name: '', email: '' })
  const isNew = contactId === someoneNew
  const name = others.find((one) => one.id === contactId)?.name ?? ''
  const welcome = async (): Promise<string> => {
    const body = {
      name: person.name.trim(),
      email: person.email.trim(),
      ...(seat !== undefined && { insteadOf: seat.id }),
    }
    const idempotencyKey = submission.keyFor(body)
    const { invitation, link } = await request(welcomePersonEndpoint, {
      params: { id: agreementId },
      body,
      idempotencyKey,
    })
    if (link !== null && invitation !== null)
      onHanded({ name: body.name, link, expiresAt: invitation.expiresAt })
    return tSeats(invitation === null ? 'welcomedIn' : 'welcomed', body)
  }
  const choose = async (): Promise<string> => {
    const body = { contactId }
    const idempotencyKey = submission.keyFor({ ...body, seat: seat?.id })
    if (seat === undefined)
      await request(giveSeatEndpoint, { params: { id: agreementId }, body, idempotencyKey })
    else await request(swapSeatEndpoint, { params: { id: seat.id }, body, idempotencyKey })
    return t(seat === undefined ? 'seats.given' : 'seats.replaced', { name })
  }
  const send = async (): Promise<void> => {
    try {
      toast({ message: await (isNew ? welcome() : choose()) })
    } finally {
      await Promise.all(
        [
          ['account', accountId],
          ['cover', accountId],
        ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      )
    }
  }
  const replaced = { name: seat?.contact.name }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={seat === undefined ? t('seats.give') : t('seats.replaceTitle', replaced)}
      lead={seat && t('seats.replaceLead', replaced)}
      send={t(seat === undefined ? 'seats.giveSend' : 'seats.replaceSend')}
      check={() =>
        isNew
          ? {
              name: person.name.trim() === '' ? tSeats('nameMissing') : undefined,
              email: person.email.trim() === '' ? tSeats('emailMissing') : undefined,
            }
          : { contactId: contactId === '' ? t('seats.chooseMissing') : undefined }
      }
      onSend={send}
    >
      {(errorOf) => (
        <>
          <NativeSelect
            label={t(seat === undefined ? 'seats.giveTo' : 'seats.replaceWith')}
            value={contactId}
            data-autofocus
            error={errorOf('contactId')}
            data={[
              { value: '', label: t('seats.choose') },
              ...others.map((one) => ({ value: one.id, label: one.name })),
              { value: someoneNew, label: tSeats('someoneNew') },
            ]}
            onChange={(event) => setContactId(event.currentTarget.value)}
          />
          {isNew && (
            <>
              <TextInput
                label={tSeats('name')}
                value={person.name}
                maxLength={200}
                error={errorOf('name')}
                onChange={(event) => setPerson({ ...person, name: event.currentTarget.value })}
              />
              <TextInput
                label={tSeats('email')}
                type="email"
                description={tSeats(place === 'desk' ? 'newHintDesk' : 'newHint')}
                value={person.email}
                error={errorOf('email')}
                onChange={(event) => setPerson({ ...person, email: event.currentTarget.value })}
              />
            </>
          )}
        </>
      )}
    </SendDialog>
  )
}
