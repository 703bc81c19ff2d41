import { revokeApprovalEndpoint } from '#desk/services/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useApprovalWords } from './use-approval-words.ts'

export type Revocable = { approvalId: string; name: string; account: string }

/** Takes an approval back; the customer reads why. */
export function RevokeDialog({ held, onClose }: { held: Revocable; onClose: () => void }) {
  const t = useApprovalWords()
  const { approvalId: id, name: service, account } = held
  return (
    <ReasonDialog
      onClose={onClose}
      onSend={(reason) => request(revokeApprovalEndpoint, { params: { id }, body: { reason } })}
      words={{
        title: t('revoke.title', { service }),
        lead: t('revoke.lead', { account }),
        label: t('revoke.reason'),
        missing: t('revoke.missing'),
        send: t('revoke.send'),
        done: t('revoke.done'),
      }}
    />
  )
}
