import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OnRequestService } from '#desk/services/domain/contract.ts'
import { accountQuery } from '#people/accounts/web/account-queries.ts'
import { DeskPart } from '#people/accounts/web/desk-part.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { onRequestQuery } from './approval-queries.ts'
import classes from './approvals.module.css'
import { ApproveDialog } from './approve-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { useApprovalWords } from './use-approval-words.ts'
import { useStateWords } from './use-state-words.ts'

/** What an account's package has on request, and where each service stands. */
export function DeskAccountApprovals() {
  const t = useApprovalWords()
  const id = useAccountId()
  const found = useQuery(onRequestQuery(id))
  const name = useQuery(accountQuery(id)).data?.name ?? ''
  return (
    <DeskPart
      title={t('account.title')}
      lead={t('account.lead')}
      count={found.data?.items.length}
      problem={found.error}
      failed={t('account.failed')}
      onRetry={() => void found.refetch()}
      empty={t('account.none')}
      emptyText={t('account.noneText')}
    >
      <ul className={classes.part}>
        {found.data?.items.map((item) => (
          <Row key={item.service} item={item} account={name} />
        ))}
      </ul>
    </DeskPart>
  )
}

function Row({ item, account }: { item: OnRequestService; account: string }) {
  const t = useApprovalWords()
  const mayDecide = useMe().permissions.includes('service.decide')
  const { since } = useStateWords(item)
  const [dialog, setDialog] = useState<'approve' | 'decline' | 'revoke'>()
  const { reference, requestId, approvalId, name } = item
  const names = { service: name, account }
  const asked =
    item.state === 'asked' && requestId !== null && reference !== null
      ? { id: requestId, name, reference, account: { name: account } }
      : undefined
  const held = item.state === 'approved' && approvalId !== null ? { approvalId, name, account } : undefined
  const close = (): void => setDialog(undefined)
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.first}>
          {name}{' '}
          {reference !== null && (
            <AppLink className={classes.reference} href={`/desk/cases/${reference}`}>
              {reference}
            </AppLink>
          )}
        </p>
        <p>{since ?? t(`state.${item.state}`)}</p>
        {item.note !== null && <p className={classes.said}>{item.note}</p>}
      </div>
      {mayDecide && (
        <div className={classes.acts}>
          {asked !== undefined && (
            <>
              <Button
                size="xs"
                variant="filled"
                aria-label={t('desk.approveNamed', names)}
                onClick={() => setDialog('approve')}
              >
                {t('desk.approve')}
              </Button>
              <Button
                size="xs"
                aria-label={t('desk.declineNamed', names)}
                onClick={() => setDialog('decline')}
              >
                {t('desk.decline')}
              </Button>
            </>
          )}
          {held !== undefined && (
            <Button size="xs" aria-label={t('desk.revokeNamed', names)} onClick={() => setDialog('revoke')}>
              {t('desk.revoke')}
            </Button>
          )}
        </div>
      )}
      {dialog === 'approve' && asked !== undefined && <ApproveDialog asked={asked} onClose={close} />}
      {dialog === 'decline' && asked !== undefined && <DeclineDialog asked={asked} onClose={close} />}
      {dialog === 'revoke' && held !== undefined && <RevokeDialog held={held} onClose={close} />}
    </li>
  )
}
