import type { ReactNode } from 'react'
import { AppLink } from '#web/components/app-link.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import classes from './settings-frame.module.css'
import { type SettingsRoom, useSettingsTabs } from './settings-tabs.ts'
import { useSecurityWords } from './use-security-words.ts'

type SettingsFrameProps = { room: SettingsRoom; children: ReactNode }

/** What each page of a person's settings stands in: one heading, and the way to the others. */
export function SettingsFrame({ room, children }: SettingsFrameProps) {
  const t = useSecurityWords()
  const { pathname } = usePlace()
  const tabs = useSettingsTabs(room)
  return (
    <div className={classes.frame} data-room={room}>
      <h1>{t('settings.title')}</h1>
      <nav aria-label={t('settings.title')}>
        {tabs.map(({ href, label }) => (
          <AppLink key={href} href={href} aria-current={pathname === href ? 'page' : undefined}>
            {label}
          </AppLink>
        ))}
      </nav>
      {children}
    </div>
  )
}
