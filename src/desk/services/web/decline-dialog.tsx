import { declineServiceEndpoint } from '#desk/services/domain/contract.ts'
import { request } from '#web/api/request.ts'
import type { Answerable } from './approve-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { useApprovalWords } from './use-approval-words.ts'

/** Declines a service; the customer reads why. */
export function DeclineDialog({ asked, onClose }: { asked: Answerable; onClose: () => void }) {
  const t = useApprovalWords()
  return (
    <ReasonDialog
      onClose={onClose}
      onSend={(note) => request(declineServiceEndpoint, { params: { id: asked.id }, body: { note } })}
      words={{
        title: t('decline.title', { service: asked.name }),
        lead: t('decline.lead', { account: asked.account.name }),
        label: t('decline.note'),
        missing: t('decline.missing'),
        send: t('decline.send'),
        done: t('decline.done'),
      }}
    />
  )
}
