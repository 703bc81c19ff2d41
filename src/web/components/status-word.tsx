import { useTranslation } from 'react-i18next'

export type CaseStatus = 'new' | 'in_progress' | 'waiting_customer' | 'waiting_other' | 'solved' | 'closed'

/** A status as its reader knows it: staff "Waiting for customer", the customer "Waiting for you" (SPEC 5.1). */
export function StatusWord({
  status,
  reader = 'staff',
}: {
  status: CaseStatus
  reader?: 'staff' | 'customer'
}) {
  const { t } = useTranslation('kit')
  return <>{t(`case.status.${reader}.${status}`)}</>
}
