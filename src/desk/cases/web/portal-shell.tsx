import type { ReactNode } from 'react'
import { SettingsItem } from '#people/auth/web/settings-item.tsx'
import { useMe } from '#people/auth/web/use-me.ts'
import { useSignOut } from '#people/auth/web/use-sign-out.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import { PortalLayout } from '#web/layouts/portal-layout.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { usePortalWords } from './use-portal-words.ts'

type PortalShellProps = {
  /** Names the page for the browser. */
  title: string
  /** Stays at the bottom on phones. */
  dock?: ReactNode
  children: ReactNode
}

/** What every page of the portal stands in: the vendor's name, the way around, who reads. */
export function PortalShell({ title, dock, children }: PortalShellProps) {
  const t = usePortalWords()
  const me = useMe()
  const vendor = useVendor()
  const signOut = useSignOut()
  usePageTitle(title, vendor === undefined ? undefined : t('site', { vendor: vendor.name }))
  return (
    <PortalLayout
      vendorName={vendor?.name ?? ''}
      nav={[
        { href: '/portal', label: t('nav.home') },
        { href: '/portal/cases', label: t('nav.cases'), below: true },
        { href: '/portal/plan', label: t('nav.plan'), below: true },
      ]}
      person={{
        name: me.name,
        note: me.account?.name,
        items: <SettingsItem room="portal" />,
        onSignOut: signOut,
      }}
      dock={dock}
    >
      {children}
    </PortalLayout>
  )
}
