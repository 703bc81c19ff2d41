import type { ReactNode } from 'react'
import { PermittedPage } from '#people/auth/web/permitted-page.tsx'
import { useMailboxWords } from './use-mailbox-words.ts'

/** Lets admins in; a manager reads who can help. */
export function MailboxAdmins({ title, children }: { title: string; children: ReactNode }) {
  const t = useMailboxWords()
  const denied = { title: t('denied'), text: t('deniedText'), back: t('back') }
  return (
    <PermittedPage permission="mail.manage" title={title} denied={denied}>
      {children}
    </PermittedPage>
  )
}
