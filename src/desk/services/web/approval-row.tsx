import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ServiceRequestView } from '#desk/services/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './approvals.module.css'
import { ApproveDialog } from './approve-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { useApprovalTimes, useApprovalWords } from './use-approval-words.ts'
import { usePlaceWords } from './use-place-words.ts'

/** One request with what can be done about it. */
export function ApprovalRow({ item }: { item: ServiceRequestView }) {
  const t = useApprovalWords()
  const { moment, lastDay } = useApprovalTimes()
  const mayDecide = useMe().permissions.includes('service.decide')
  const places = usePlaceWords()(item.places)
  const [dialog, setDialog] = useState<'approve' | 'decline' | 'revoke'>()
  const { approval, answeredAt, account, name: service } = item
  const names = { service, account: account.name }
  const waits = item.state === 'asked'
  const stands = approval !== null && approval.revokedAt === null
  const close = (): void => setDialog(undefined)
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
      {mayDecide && (
        <div className={classes.acts}>
          {waits && (
            <>
              <Button
                size="xs"
                variant="filled"
                disabled={places.isFull}
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
          {stands && (
            <Button size="xs" aria-label={t('desk.revokeNamed', names)} onClick={() => setDialog('revoke')}>
              {t('desk.revoke')}
            </Button>
          )}
        </div>
      )}
      {dialog === 'approve' && <ApproveDialog asked={item} onClose={close} />}
      {dialog === 'decline' && <DeclineDialog asked={item} onClose={close} />}
      {dialog === 'revoke' && approval !== null && (
        <RevokeDialog
          held={{ approvalId: approval.id, name: service, account: account.name }}
          onClose={close}
        />
      )}
    </li>
  )
}
