import { Outlet } from '@tanstack/react-router'
import { PortalShell } from './portal-shell.tsx'
import { usePortalWords } from './use-portal-words.ts'

/** Where the pages of the plan stand: a slot that lower rooms fill. */
export function PortalPlanFrame() {
  const t = usePortalWords()
  return (
    <PortalShell title={t('nav.plan')}>
      <Outlet />
    </PortalShell>
  )
}
