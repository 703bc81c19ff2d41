import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { caseServiceQuery } from './approval-queries.ts'
import classes from './approvals.module.css'
import { ApproveDialog } from './approve-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { usePlaceWords } from './use-place-words.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** The service a case asks for: managers answer it here. Shown while it waits. */
export function DeskCaseApproval({ found }: { found: CaseView }) {
  const t = useApprovalWords()
  const mayDecide = useMe().permissions.includes('service.decide')
  const asks = found.type === 'request' && found.service !== null
  const { data } = useQuery({ ...caseServiceQuery(found.reference, found.version), enabled: asks })
  const placeWords = usePlaceWords()
  const [dialog, setDialog] = useState<'approve' | 'decline'>()
  const asked = data?.request
  if (!asks || asked == null || asked.state !== 'asked') return null
  const places = placeWords(asked.places)
  const close = (): void => setDialog(undefined)
  return (
    <section className={classes.asked} aria-label={t('desk.label')}>
      <p>
        <b>{t('desk.asksCase', { name: asked.contact, service: asked.name })}</b>{' '}
        <TimeText at={asked.askedAt} />
      </p>
      <p className={classes.aside}>{places.text}</p>
      {mayDecide ? (
        <div className={classes.acts}>
          <Button variant="filled" disabled={places.isFull} onClick={() => setDialog('approve')}>
            {t('desk.approve')}
          </Button>
          <Button onClick={() => setDialog('decline')}>{t('desk.decline')}</Button>
        </div>
      ) : (
        <p className={classes.aside}>{t('desk.managersOnly')}</p>
      )}
      {dialog === 'approve' && <ApproveDialog asked={asked} onClose={close} />}
      {dialog === 'decline' && <DeclineDialog asked={asked} onClose={close} />}
    </section>
  )
}
