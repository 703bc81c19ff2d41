import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DeniedState } from '#web/components/states.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useWebhookWords } from './use-webhook-words.ts'

/** Lets admins in; a manager reads who can help. */
export function WebhookAdmins({ title, children }: { title: string; children: ReactNode }) {
  const t = useWebhookWords()
  if (useMe().permissions.includes('webhook.manage')) return children
  return (
    <AdminPage title={title}>
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
