import { PortalCertifications } from '#people/accounts/web/portal-certifications.tsx'
import { ProfilePage } from '#people/auth/web/profile-page.tsx'
import { SettingsFrame } from '#people/auth/web/settings-frame.tsx'
import { useProfileWords } from '#people/auth/web/use-profile-words.ts'
import { PortalShell } from './portal-shell.tsx'

/** How a contact is called, and in which time they read. */
export function PortalProfile() {
  const t = useProfileWords()
  return (
    <PortalShell title={t('title')}>
      <SettingsFrame room="portal">
        <ProfilePage />
        <PortalCertifications />
      </SettingsFrame>
    </PortalShell>
  )
}
