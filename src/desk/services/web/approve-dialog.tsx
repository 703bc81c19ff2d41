import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { approveServiceEndpoint } from '#desk/services/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useRenewApprovals } from './approval-queries.ts'
import { useApprovalWords } from './use-approval-words.ts'

export type Answerable = { id: string; name: string; reference: string; account: { name: string } }

/** The end of an approval is exclusive, as all ends of the product are; people name the last day. */
function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 24 * 3_600_000).toISOString().slice(0, 10)
}

/** Approves a service, with a note for the customer and an end if it has one. */
export function ApproveDialog({ asked, onClose }: { asked: Answerable; onClose: () => void }) {
  const t = useApprovalWords()
  const renew = useRenewApprovals()
  const [note, setNote] = useState('')
  const [lastDay, setLastDay] = useState('')
  const words = { service: asked.name, account: asked.account.name, reference: asked.reference }
  const send = async (): Promise<void> => {
    const endsOn = lastDay === '' ? undefined : dayAfter(lastDay)
    const body = {
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(endsOn !== undefined && { endsOn }),
    }
    await request(approveServiceEndpoint, { params: { id: asked.id }, body })
    await renew()
    toast({ message: t('approve.done', words) })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('approve.title', words)}
      lead={t('approve.lead', words)}
      send={t('approve.send')}
      onSend={send}
    >
      {(errorOf) => (
        <>
          <Textarea
            label={t('approve.note')}
            description={t('approve.noteNote', words)}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
            value={note}
            error={errorOf('note')}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('approve.lastDay')}
            description={t('approve.lastDayNote')}
            value={lastDay}
            error={errorOf('endsOn')}
            onChange={(event) => setLastDay(event.currentTarget.value)}
          />
        </>
      )}
    </SendDialog>
  )
}
