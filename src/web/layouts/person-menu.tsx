import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../components/avatar.tsx'
import classes from './person-menu.module.css'

export type PersonMenuProps = {
  name: string
  /** A second line under the name: role or company. */
  note?: string | undefined
  /** `Menu.Item`s above the appearance choice. */
  items?: ReactNode
  onSignOut?: () => void
  position?: 'right-end' | 'bottom-end'
}

const schemes: { value: MantineColorScheme; words: string }[] = [
  { value: 'auto', words: 'shell.schemeAuto' },
  { value: 'light', words: 'shell.schemeLight' },
  { value: 'dark', words: 'shell.schemeDark' },
]

/** Who is signed in, light or dark (kept in this browser), and the way out. */
export function PersonMenu({ name, note, items, onSignOut, position = 'bottom-end' }: PersonMenuProps) {
  const { t } = useTranslation('kit')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position={position} width={224}>
      <Menu.Target>
        <button type="button" className={classes.target} aria-label={t('shell.account', { name })}>
          <Avatar name={name} size={32} tone="ours" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <b>{name}</b>
          {note !== undefined && <span>{note}</span>}
        </div>
        <Menu.Divider />
        {items}
        <Menu.Label>{t('shell.scheme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(schemeOf(value))}>
          {schemes.map(({ value, words }) => (
            <Menu.RadioItem key={value} value={value}>
              {t(words)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {onSignOut !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={onSignOut}>{t('shell.signOut')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function schemeOf(value: string): MantineColorScheme {
  return schemes.find((scheme) => scheme.value === value)?.value ?? 'auto'
}
