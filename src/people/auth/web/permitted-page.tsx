import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { AppLink } from '#web/components/app-link.tsx'
import { DeniedState } from '#web/components/states.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useMe } from './use-me.ts'

type PermittedPageProps = {
  permission: string
  title: string
  /** For those who lack it: what it takes, who can help, and the way back to the overview. */
  denied: { title: string; text: string; back: string }
  children: ReactNode
}

/** A page of the console for those who hold a permission; everybody else there reads who can help. */
export function PermittedPage({ permission, title, denied, children }: PermittedPageProps) {
  if (useMe().permissions.includes(permission)) return children
  return (
    <AdminPage title={title}>
      <DeniedState
        title={denied.title}
        action={
          <Button component={AppLink} href="/admin">
            {denied.back}
          </Button>
        }
      >
        {denied.text}
      </DeniedState>
    </AdminPage>
  )
}
