import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { adminGroups, adminNav } from '../../admin-nav.ts'
import { RequireRole } from '#people/auth/web/require-role.tsx'
import { useMe } from '#people/auth/web/use-me.ts'
import { staffQuery } from '#people/auth/web/use-staff.ts'
import { useSignOut } from '#people/auth/web/use-sign-out.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DeniedState } from '#web/components/states.tsx'
import { AdminLayout } from '#web/layouts/admin-layout.tsx'
import type { NavGroup } from '#web/layouts/nav-item.ts'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { useAdminWords } from './use-admin-words.ts'

/** Everything of the admin console stands in here. Managers and admins; agents read who can help. */
export function AdminShell() {
  return (
    <RequireRole kind="staff">
      <Shell />
    </RequireRole>
  )
}

function Shell() {
  const t = useAdminWords()
  const me = useMe()
  const signOut = useSignOut()
  return (
    <AdminLayout
      nav={useAdminMenu()}
      person={{ name: me.name, note: t(`role.${me.role}`), onSignOut: signOut }}
      back={{ href: '/desk', label: t('backToDesk') }}
    >
      {me.permissions.includes('admin.open') ? <Outlet /> : <Denied />}
    </AdminLayout>
  )
}

/** Only what the reader may open. */
function useAdminMenu(): NavGroup[] {
  const t = useAdminWords()
  const { permissions } = useMe()
  const mine = adminNav.filter((entry) => permissions.includes(entry.permission))
  return adminGroups.flatMap((group) => {
    const entries = mine.filter((entry) => entry.group === group)
    if (entries.length === 0) return []
    const items = entries.map(({ href, words }) => ({ href, label: t(words), below: href !== '/admin' }))
    return [{ title: group === 'overview' ? '' : t(`group.${group}`), items }]
  })
}

function Denied() {
  const t = useAdminWords()
  usePageTitle(t('denied.title'))
  const staff = useQuery(staffQuery).data ?? []
  const admins = staff
    .filter(({ role, state }) => role === 'admin' && state === 'active')
    .map(({ name }) => name)
    .join(', ')
  return (
    <DeniedState
      title={t('denied.title')}
      action={
        <Button component={AppLink} href="/desk" variant="filled">
          {t('denied.way')}
        </Button>
      }
    >
      <p>{t('denied.text')}</p>
      {admins !== '' && <p>{t('denied.who', { names: admins })}</p>}
    </DeniedState>
  )
}
