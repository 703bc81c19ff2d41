import { Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs'
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs'
import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs'
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs'
import IconMailForward from '@tabler/icons-react/dist/esm/icons/IconMailForward.mjs'
import IconMailQuestion from '@tabler/icons-react/dist/esm/icons/IconMailQuestion.mjs'
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { RequireRole } from '#people/auth/web/require-role.tsx'
import { useGo } from '#people/auth/web/use-go.ts'
import { SettingsItem } from '#people/auth/web/settings-item.tsx'
import { useMe } from '#people/auth/web/use-me.ts'
import { useSignOut } from '#people/auth/web/use-sign-out.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DeskLayout } from '#web/layouts/desk-layout.tsx'
import type { NavGroup, NavItem } from '#web/layouts/nav-item.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import { DeskFindBox } from './desk-find-box.tsx'
import { DeskShortcutSheet } from './desk-shortcut-sheet.tsx'
import { useCounts } from './desk-use-counts.ts'
import { useDeskKeys } from './desk-use-keys.ts'
import { useDeskWords } from './desk-use-words.ts'
import { deskViews, viewCount } from './desk-views.ts'

/** Everything of the desk stands in here: rail, views with their counts, and who is at work. Staff only. */
export function DeskShell() {
  return (
    <RequireRole kind="staff">
      <Shell />
    </RequireRole>
  )
}

function Shell() {
  const t = useDeskWords()
  const me = useMe()
  const signOut = useSignOut()
  const { pathname, search } = usePlace()
  const [sheetOpened, sheet] = useDisclosure(false)
  const counts = useCounts()
  const views = useViewGroups(counts)
  const go = useGo()
  useDeskKeys({ '?': sheet.open, c: () => go('/desk/cases/new') })
  const onCase = pathname.startsWith('/desk/cases/')
  // Pages that use the whole width.
  const isWhole = onCase || pathname.startsWith('/desk/accounts')
  const triageCount = counts?.['triage']
  const nav: NavItem[] = [
    { href: '/desk', label: t('nav.queue'), icon: IconInbox, below: onCase },
    { href: '/desk/triage', label: t('nav.triage'), icon: IconMailQuestion, count: triageCount, below: true },
    { href: '/desk/accounts', label: t('nav.accounts'), icon: IconBuilding, below: true },
    { href: '/desk/outgoing-mail', label: t('nav.outgoingShort'), icon: IconMailForward },
    { href: '/desk/reports/promises', label: t('nav.reports'), icon: IconChartBar },
  ]
  return (
    <DeskLayout
      nav={nav}
      {...(!isWhole && { views, find: <DeskFindBox q={new URLSearchParams(search).get('q') ?? ''} /> })}
      person={{
        name: me.name,
        note: t(`role.${me.role}`),
        onSignOut: signOut,
        items: (
          <>
            <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={sheet.open}>
              {t('nav.shortcuts')}
            </Menu.Item>
            <SettingsItem room="desk" />
            {me.permissions.includes('admin.open') && (
              <Menu.Item
                component={AppLink}
                href="/admin"
                leftSection={<IconSettings size={16} aria-hidden />}
              >
                {t('nav.admin')}
              </Menu.Item>
            )}
          </>
        ),
      }}
    >
      <Outlet />
      <DeskShortcutSheet opened={sheetOpened} onClose={sheet.close} />
    </DeskLayout>
  )
}

function useViewGroups(counts: Record<string, number> | undefined): NavGroup[] {
  const t = useDeskWords()
  const me = useMe()
  const lines = useLines()
  const groups = deskViews(lines, me.id).map((group): NavGroup => ({
    title: t(group.words, { line: group.line?.number, name: group.line?.name }),
    items: group.views.map((view) => ({
      href: `/desk?view=${view.key}`,
      label: t(view.words, { line: view.line }),
      count: counts === undefined ? undefined : viewCount(view, counts),
    })),
  }))
  const triage = counts?.['triage']
  const mail: NavGroup = {
    title: t('group.mail'),
    items: [
      { href: '/desk/triage', label: t('nav.triage'), count: triage, alert: (triage ?? 0) > 0, below: true },
      { href: '/desk/outgoing-mail', label: t('nav.outgoing') },
    ],
  }
  const services: NavGroup = {
    title: t('group.services'),
    items: [{ href: '/desk/requests', label: t('nav.requests') }],
  }
  const promises: NavGroup = {
    title: t('group.promises'),
    items: [
      { href: '/desk/breaches', label: t('nav.breaches'), below: true },
      { href: '/desk/reports/promises', label: t('nav.promises') },
      ...(me.permissions.includes('wall.read') ? [{ href: '/desk/wall', label: t('nav.wall') }] : []),
    ],
  }
  const sales: NavGroup = {
    title: t('group.sales'),
    items: [{ href: '/desk/refusals', label: t('nav.refusals') }],
  }
  const maySell = me.permissions.includes('refusal.read')
  return [...groups, mail, promises, services, ...(maySell ? [sales] : [])]
}
