import { useRouter } from '@tanstack/react-router'
import { useSecurityWords } from './use-security-words.ts'

/** One page of a person's settings. */
export type SettingsTab = { href: string; label: string }
export type SettingsRoom = 'desk' | 'portal'

const pages = ['profile', 'security', 'notifications'] as const

/** The settings a reader of this room has: those with a screen, in their order. */
export function useSettingsTabs(room: SettingsRoom): SettingsTab[] {
  const t = useSecurityWords()
  const known: object = useRouter().routesByPath
  return pages
    .map((page) => ({ href: `/${room}/settings/${page}`, label: t(`settings.${page}`) }))
    .filter(({ href }) => href in known)
}
