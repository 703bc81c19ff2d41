import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useRenewApprovals } from './approval-queries.ts'

type ReasonDialogProps = {
  words: { title: string; lead: string; label: string; missing: string; send: string; done: string }
  onSend: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** What is done with a reason that the customer reads. */
export function ReasonDialog({ words, onSend, onClose }: ReasonDialogProps) {
  const renew = useRenewApprovals()
  const [reason, setReason] = useState('')
  const send = async (): Promise<void> => {
    await onSend(reason.trim())
    await renew()
    toast({ message: words.done })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={words.title}
      lead={words.lead}
      send={words.send}
      check={() => (reason.trim() === '' ? { reason: words.missing } : {})}
      onSend={send}
    >
      {(errorOf) => (
        <Textarea
          label={words.label}
          autosize
          minRows={3}
          maxLength={1000}
          data-autofocus
          value={reason}
          error={errorOf('reason') ?? errorOf('note')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}
