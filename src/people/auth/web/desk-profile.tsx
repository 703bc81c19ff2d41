import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { ProfilePage } from './profile-page.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { useProfileWords } from './use-profile-words.ts'

/** How one of the vendor's people is called, and in which time they read. */
export function DeskProfile() {
  const t = useProfileWords()
  usePageTitle(t('title'))
  return (
    <SettingsFrame room="desk">
      <ProfilePage />
    </SettingsFrame>
  )
}
