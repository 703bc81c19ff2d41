import { useMe } from '#people/auth/web/use-me.ts'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { BlockedSendersSection } from './blocked-senders-section.tsx'
import { HelpLinksSection } from './help-links-section.tsx'
import { MailBudgetPart } from './mail-budget-part.tsx'
import { SuspendedAddresses } from './suspended-addresses.tsx'
import { useSuspensionWords } from './use-suspension-words.ts'

/** Whom mail does not reach, whose mail is kept away, how much may leave; each part is a section of its own. */
export function AdminSenders() {
  const t = useSuspensionWords()
  const { permissions } = useMe()
  return (
    <AdminPage title={t('page.title')} lead={t('page.lead')}>
      <SuspendedAddresses />
      <BlockedSendersSection />
      {permissions.includes('mail.manage') && <MailBudgetPart />}
      {permissions.includes('help_link.change') && <HelpLinksSection />}
    </AdminPage>
  )
}
