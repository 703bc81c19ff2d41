import { useQueryClient } from '@tanstack/react-query'
import { discardFloodEndpoint, type FloodView } from '#channels/email/domain/floods-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import { useWords } from '#web/words/use-words.ts'
import { DeskDiscardDialog } from './desk-discard-dialog.tsx'
import { useFloodWords } from './use-flood-words.ts'

type DeskFloodDiscardProps = { flood: FloodView; opened: boolean; onClose: () => void }

/** Puts all messages of a flood aside, with a reason; they are kept. */
export function DeskFloodDiscard({ flood, ...dialog }: DeskFloodDiscardProps) {
  const t = useFloodWords()
  const { format } = useWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const { id, version, messages } = flood
  const discard = async (reason: string): Promise<void> => {
    const body = { reason, version }
    await request(discardFloodEndpoint, { params: { id }, body, idempotencyKey: submission.keyFor(body) })
    toast({ message: t('discardDone') })
    void queryClient.invalidateQueries({ queryKey: ['triage'] })
    go('/desk/triage')
  }
  const title = t('discardTitle', { messages: new Intl.NumberFormat(format.locale).format(messages) })
  return <DeskDiscardDialog title={title} lead={t('discardLead')} discard={discard} {...dialog} />
}
