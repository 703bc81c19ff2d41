import { Button } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import classes from './approvals.module.css'
import { type Answerable, ApproveDialog } from './approve-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { type Revocable, RevokeDialog } from './revoke-dialog.tsx'
import { useApprovalWords } from './use-approval-words.ts'

type ApprovalActsProps = {
  /** What waits for an answer. */
  asked?: Answerable | undefined
  /** What is approved and can be taken back. */
  held?: Revocable | undefined
  /** No place is left for one more. */
  isFull?: boolean
  size?: 'xs' | 'sm'
}

/** What managers can do about a request or an approval. Nobody else sees anything here. */
export function ApprovalActs({ asked, held, isFull = false, size = 'xs' }: ApprovalActsProps) {
  const t = useApprovalWords()
  const mayDecide = useMe().permissions.includes('service.decide')
  const [dialog, setDialog] = useState<'approve' | 'decline' | 'revoke'>()
  const close = (): void => setDialog(undefined)
  if (!mayDecide) return null
  const names = { service: asked?.name ?? held?.name, account: asked?.account.name ?? held?.account }
  return (
    <div className={classes.acts}>
      {asked !== undefined && (
        <>
          <Button
            size={size}
            variant="filled"
            disabled={isFull}
            aria-label={t('desk.approveNamed', names)}
            onClick={() => setDialog('approve')}
          >
            {t('desk.approve')}
          </Button>
          <Button size={size} aria-label={t('desk.declineNamed', names)} onClick={() => setDialog('decline')}>
            {t('desk.decline')}
          </Button>
        </>
      )}
      {held !== undefined && (
        <Button size={size} aria-label={t('desk.revokeNamed', names)} onClick={() => setDialog('revoke')}>
          {t('desk.revoke')}
        </Button>
      )}
      {dialog === 'approve' && asked !== undefined && <ApproveDialog asked={asked} onClose={close} />}
      {dialog === 'decline' && asked !== undefined && <DeclineDialog asked={asked} onClose={close} />}
      {dialog === 'revoke' && held !== undefined && <RevokeDialog held={held} onClose={close} />}
    </div>
  )
}
