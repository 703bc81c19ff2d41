import { useMe } from '#people/auth/web/use-me.ts'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { BlockedSendersSection } from './blocked-senders-section.tsx'
import { HelpLinksSection } from './help-links-section.tsx'
import { useTriageWords } from './use-triage-words.ts'

/** Whose mail is kept away, and where answers with help lead. For managers and admins. */
export function AdminSenders() {
  const t = useTriageWords()
  const me = useMe()
  return (
    <AdminPage title={t('help.page')} lead={t('help.pageLead')}>
      <BlockedSendersSection />
      {me.permissions.includes('help_link.change') && <HelpLinksSection />}
    </AdminPage>
  )
}
