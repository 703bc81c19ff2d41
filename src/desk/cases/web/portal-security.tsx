import { SecurityPage } from '#people/auth/web/security-page.tsx'
import { SettingsFrame } from '#people/auth/web/settings-frame.tsx'
import { useSecurityWords } from '#people/auth/web/use-security-words.ts'
import { PortalShell } from './portal-shell.tsx'

/** How a contact signs in. */
export function PortalSecurity() {
  const t = useSecurityWords()
  return (
    <PortalShell title={t('title')}>
      <SettingsFrame room="portal">
        <SecurityPage />
      </SettingsFrame>
    </PortalShell>
  )
}
