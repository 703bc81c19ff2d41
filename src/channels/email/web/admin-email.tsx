import { useQuery } from '@tanstack/react-query'
import { PermittedPage } from '#people/auth/web/permitted-page.tsx'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { KeptMail } from './kept-mail.tsx'
import { MailIn } from './mail-in.tsx'
import { MailInlets } from './mail-inlets.tsx'
import { MailOut } from './mail-out.tsx'
import { MailTrustPart } from './mail-trust-part.tsx'
import { mailSettingsQuery } from './mail-settings-query.ts'
import { SigningPart } from './signing-part.tsx'
import { useMailSettingsWords } from './use-mail-settings-words.ts'

/** How mail comes in and how it leaves, each with a test. For admins. */
export function AdminEmail() {
  const t = useMailSettingsWords()
  const denied = { title: t('denied'), text: t('deniedText'), back: t('back') }
  return (
    <PermittedPage permission="mail.manage" title={t('title')} denied={denied}>
      <Settings />
    </PermittedPage>
  )
}

function Settings() {
  const t = useMailSettingsWords()
  const { data, error, refetch } = useQuery(mailSettingsQuery)
  useLiveTopics({
    mail_settings: [mailSettingsQuery.queryKey],
    outgoing_mail: [mailSettingsQuery.queryKey],
    vendor: [mailSettingsQuery.queryKey],
  })
  return (
    <AdminPage title={t('title')} lead={t('lead')} width="text">
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          <KeptMail outgoing={data.outgoing} />
          <MailIn incoming={data.incoming} />
          <MailInlets />
          <MailTrustPart />
          <MailOut outgoing={data.outgoing} />
          <SigningPart />
        </>
      )}
    </AdminPage>
  )
}
