import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { DeniedState, ErrorState } from '#web/components/states.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { KeptMail } from './kept-mail.tsx'
import { MailIn } from './mail-in.tsx'
import { MailOut } from './mail-out.tsx'
import { mailSettingsQuery } from './mail-settings-query.ts'
import { useMailSettingsWords } from './use-mail-settings-words.ts'

/** How mail comes in and how it leaves, each with a test. For admins. */
export function AdminEmail() {
  const t = useMailSettingsWords()
  const mayChange = useMe().permissions.includes('mail.manage')
  if (mayChange) return <Settings />
  return (
    <AdminPage title={t('title')}>
      <DeniedState
        title={t('denied')}
        action={
          <Button component={AppLink} href="/admin">
            {t('back')}
          </Button>
        }
      >
        {t('deniedText')}
      </DeniedState>
    </AdminPage>
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
          <MailOut key={data.outgoing.version} outgoing={data.outgoing} />
        </>
      )}
    </AdminPage>
  )
}
