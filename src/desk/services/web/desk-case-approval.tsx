import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { caseServiceQuery } from './approval-queries.ts'
import { ApprovalActs } from './approval-acts.tsx'
import classes from './approvals.module.css'
import { usePlaceWords } from './use-place-words.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** The service a case asks for: managers answer it here. Shown while it waits. */
export function DeskCaseApproval({ found }: { found: CaseView }) {
  const t = useApprovalWords()
  const mayDecide = useMe().permissions.includes('service.decide')
  const asks = found.type === 'request' && found.service !== null
  const { data } = useQuery({ ...caseServiceQuery(found.reference, found.version), enabled: asks })
  const placeWords = usePlaceWords()
  const asked = data?.request
  if (!asks || asked == null || asked.state !== 'asked') return null
  const places = placeWords(asked.places)
  return (
    <section className={classes.asked} aria-label={t('desk.label')}>
      <p>
        <b>{t('desk.asksCase', { name: asked.contact, service: asked.name })}</b>{' '}
        <TimeText at={asked.askedAt} />
      </p>
      <p className={classes.aside}>{places.text}</p>
      {mayDecide ? (
        <ApprovalActs asked={asked} isFull={places.isFull} size="sm" />
      ) : (
        <p className={classes.aside}>{t('desk.managersOnly')}</p>
      )}
    </section>
  )
}
