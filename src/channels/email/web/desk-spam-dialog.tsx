import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

type DeskSpamDialogProps = {
  messages: Pick<TriageItem, 'id' | 'from'>[]
  onClose: () => void
  onDone?: () => void
}

/** Puts messages aside as spam, and offers to block their senders as well. Nothing is learnt from them. */
export function DeskSpamDialog({ messages, onClose, onDone }: DeskSpamDialogProps) {
  const t = useTriageWords()
  const acts = useTriageActs()
  const [too, setToo] = useState(false)
  const ids = messages.map(({ id }) => id)
  const senders = [...new Set(messages.flatMap(({ from }) => from.address?.toLowerCase() ?? []))]
  const send = async (): Promise<void> => {
    const reason = t('spamReason')
    if (too) await acts.block({ senders, reason }, ids)
    else await acts.putAside(ids, reason, true)
    onDone?.()
  }
  return (
    <SendDialog
      opened={messages.length > 0}
      onClose={onClose}
      title={t('spam.title', { count: messages.length })}
      lead={t('spam.lead')}
      send={t('spam.send')}
      onSend={send}
    >
      {() =>
        senders.length > 0 && (
          <Checkbox
            checked={too}
            data-autofocus
            label={t('spam.block', { senders: senders.join(', ') })}
            onChange={(event) => setToo(event.currentTarget.checked)}
          />
        )
      }
    </SendDialog>
  )
}
