import type { ServiceRequestView } from '#desk/services/domain/contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { ApprovalActs } from './approval-acts.tsx'
import classes from './approvals.module.css'
import { useApprovalTimes, useApprovalWords } from './use-approval-words.ts'
import { usePlaceWords } from './use-place-words.ts'

/** One request with what can be done about it. */
export function ApprovalRow({ item }: { item: ServiceRequestView }) {
  const t = useApprovalWords()
  const { moment, lastDay } = useApprovalTimes()
  const places = usePlaceWords()(item.places)
  const { approval, answeredAt, account, name: service } = item
  const waits = item.state === 'asked'
  const stands = approval !== null && approval.revokedAt === null
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.first}>
          {service}{' '}
          <AppLink className={classes.reference} href={`/desk/cases/${item.reference}`}>
            {item.reference}
          </AppLink>
        </p>
        <p>
          {t('desk.asks', { name: item.contact, account: account.name })}, {item.package},{' '}
          <TimeText at={item.askedAt} />
        </p>
        {waits && <p className={places.isFull ? classes.full : undefined}>{places.text}</p>}
        {!waits && (
          <p>
            {t(approval !== null && !stands ? 'state.revoked' : `state.${item.state}`)}
            {answeredAt !== null &&
              item.answeredBy !== null &&
              `: ${t('desk.answeredBy', { name: item.answeredBy, moment: moment(answeredAt) })}`}
            {approval?.until != null && `. ${t('desk.lastDay', { day: lastDay(approval.until) })}`}
          </p>
        )}
        {item.note !== null && <p className={classes.said}>{item.note}</p>}
      </div>
      <ApprovalActs
        asked={waits ? item : undefined}
        held={stands ? { approvalId: approval.id, name: service, account: account.name } : undefined}
        isFull={places.isFull}
      />
    </li>
  )
}
