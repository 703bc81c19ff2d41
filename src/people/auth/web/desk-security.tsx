import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { SecurityPage } from './security-page.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { useSecurityWords } from './use-security-words.ts'

/** How one of the vendor's people signs in. */
export function DeskSecurity() {
  const t = useSecurityWords()
  usePageTitle(t('title'))
  return (
    <SettingsFrame room="desk">
      <SecurityPage />
    </SettingsFrame>
  )
}
