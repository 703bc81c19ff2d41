import { useQuery } from '@tanstack/react-query'
import type { OnRequestService } from '#desk/services/domain/contract.ts'
import { accountQuery } from '#people/accounts/web/account-queries.ts'
import { DeskPart } from '#people/accounts/web/desk-part.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { onRequestQuery } from './approval-queries.ts'
import { ApprovalActs } from './approval-acts.tsx'
import classes from './approvals.module.css'
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
  const { since } = useStateWords(item)
  const { reference, requestId, approvalId, name } = item
  const asked =
    item.state === 'asked' && requestId !== null && reference !== null
      ? { id: requestId, name, reference, account: { name: account } }
      : undefined
  const held = item.state === 'approved' && approvalId !== null ? { approvalId, name, account } : undefined
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
      <ApprovalActs asked={asked} held={held} />
    </li>
  )
}
