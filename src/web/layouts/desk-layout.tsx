import { Drawer, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import IconListDetails from '@tabler/icons-react/dist/esm/icons/IconListDetails.mjs'
import { AppLink } from '../components/app-link.tsx'
import { FourlineLogo } from '../components/fourline-logo.tsx'
import classes from './desk-layout.module.css'
import type { NavGroup, NavItem } from './nav-item.ts'
import { NavLink } from './nav-link.tsx'
import { PersonMenu, type PersonMenuProps } from './person-menu.tsx'
import { ShellTools } from './shell-tools.ts'
import { SkipLink } from './skip-link.tsx'
import { useMainFocus } from './use-main-focus.ts'
import { ViewList } from './view-list.tsx'

type DeskLayoutProps = {
  /** Entries of the rail, and of the bottom bar on phones (the first four). */
  nav: NavItem[]
  /** The column of views beside the rail; absent on pages that use the whole width, as a case. */
  views?: NavGroup[]
  /** Above the views, e.g. a search button. */
  find?: ReactNode
  /** Below the views, e.g. the shift. */
  foot?: ReactNode
  person: PersonMenuProps
  home?: string
  /** The work: fills one inset sheet; divide it with hairlines (`sheet` scrolls inside its panes). */
  children: ReactNode
}

/** The fast place: rail and views lie on the canvas, the work is one sheet. */
export function DeskLayout({ nav, views, find, foot, person, home = '/desk', children }: DeskLayoutProps) {
  const { t } = useTranslation('kit')
  const main = useMainFocus()
  const tools = useContext(ShellTools)
  const [opened, drawer] = useDisclosure(false)
  const hasViews = views !== undefined && views.length > 0
  const viewsButton = hasViews && (
    <button type="button" className={classes.viewsButton} onClick={drawer.open} aria-label={t('shell.views')}>
      <IconListDetails size={20} stroke={1.5} aria-hidden />
    </button>
  )
  return (
    <div className={classes.app} data-views={hasViews || undefined}>
      <SkipLink />
      <nav className={classes.rail} aria-label={t('shell.main')}>
        <AppLink href={home} className={classes.mark} aria-label="Fourline">
          <FourlineLogo />
        </AppLink>
        {viewsButton}
        {nav.map((item) => (
          <NavLink key={item.href} item={item} className={classes.railLink} title={item.label}>
            {item.icon !== undefined && <item.icon size={20} stroke={1.5} aria-hidden />}
            <VisuallyHidden>{item.label}</VisuallyHidden>
          </NavLink>
        ))}
        <span className={classes.grow} />
        {tools}
        <PersonMenu position="right-end" {...person} />
      </nav>
      {hasViews && (
        <aside className={classes.views} aria-label={t('shell.views')}>
          {find}
          <ViewList groups={views} />
          <span className={classes.grow} />
          {foot}
        </aside>
      )}
      <main id="main" ref={main} tabIndex={-1} className={classes.sheet}>
        {children}
      </main>
      <nav className={classes.bar} aria-label={t('shell.main')}>
        {hasViews && (
          <button type="button" onClick={drawer.open}>
            <IconListDetails size={20} stroke={1.5} aria-hidden />
            {t('shell.views')}
          </button>
        )}
        {nav.slice(0, hasViews ? 3 : 4).map((item) => (
          <NavLink key={item.href} item={item}>
            {item.icon !== undefined && <item.icon size={20} stroke={1.5} aria-hidden />}
            {item.short ?? item.label}
          </NavLink>
        ))}
        {tools}
        <PersonMenu {...person} />
      </nav>
      {hasViews && (
        <Drawer
          opened={opened}
          onClose={drawer.close}
          title={t('shell.views')}
          size={280}
          closeButtonProps={{ 'aria-label': t('shell.closeMenu') }}
        >
          <ViewList groups={views} onChoose={drawer.close} />
          {foot}
        </Drawer>
      )}
    </div>
  )
}
