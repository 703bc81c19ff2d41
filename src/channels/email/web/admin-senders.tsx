import { useMe } from '#people/auth/web/use-me.ts'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { MailBudgetPart } from './mail-budget-part.tsx'
import { SuspendedAddresses } from './suspended-addresses.tsx'
import { useSuspensionWords } from './use-suspension-words.ts'

/** Who gets no mail from here, and how much may leave; each part is a section of its own. */
export function AdminSenders() {
  const t = useSuspensionWords()
  const me = useMe()
  return (
    <AdminPage title={t('page.title')} lead={t('page.lead')}>
      <SuspendedAddresses />
      {me.permissions.includes('mail.manage') && <MailBudgetPart />}
    </AdminPage>
  )
}
