import { Menu } from '@mantine/core'
import IconUserCog from '@tabler/icons-react/dist/esm/icons/IconUserCog.mjs'
import { AppLink } from '#web/components/app-link.tsx'
import { type SettingsRoom, useSettingsTabs } from './settings-tabs.ts'
import { useSecurityWords } from './use-security-words.ts'

/** The entry of the person menu that leads to one's own settings. */
export function SettingsItem({ room }: { room: SettingsRoom }) {
  const t = useSecurityWords()
  const [first] = useSettingsTabs(room)
  if (first === undefined) return null
  return (
    <Menu.Item component={AppLink} href={first.href} leftSection={<IconUserCog size={16} aria-hidden />}>
      {t('settings.title')}
    </Menu.Item>
  )
}
