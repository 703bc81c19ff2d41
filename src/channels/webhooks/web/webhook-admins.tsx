import type { ReactNode } from 'react'
import { PermittedPage } from '#people/auth/web/permitted-page.tsx'
import { useWebhookWords } from './use-webhook-words.ts'

/** Lets admins in; a manager reads who can help. */
export function WebhookAdmins({ title, children }: { title: string; children: ReactNode }) {
  const t = useWebhookWords()
  const denied = { title: t('denied'), text: t('deniedText'), back: t('back') }
  return (
    <PermittedPage permission="webhook.manage" title={title} denied={denied}>
      {children}
    </PermittedPage>
  )
}
