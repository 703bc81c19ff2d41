import { Drawer, MantineThemeProvider } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs'
import { AppLink } from '../components/app-link.tsx'
import { FourlineLogo } from '../components/fourline-logo.tsx'
import { portalTheme } from '../theme/theme.ts'
import type { NavItem } from './nav-item.ts'
import { NavLink } from './nav-link.tsx'
import { PersonMenu, type PersonMenuProps } from './person-menu.tsx'
import classes from './portal-layout.module.css'
import { ShellTools } from './shell-tools.ts'
import { SkipLink } from './skip-link.tsx'
import { useMainFocus } from './use-main-focus.ts'
import { VendorMark } from './vendor-mark.tsx'

type PortalLayoutProps = {
  vendorName: string
  nav: NavItem[]
  /** Absent for readers who are not signed in. */
  person?: PersonMenuProps | undefined
  /** Beside the person, e.g. notifications or a sign-in link. */
  tools?: ReactNode
  footer?: NavItem[]
  /** A bar that stays at the bottom on phones; see `PromiseDock`. */
  dock?: ReactNode
  home?: string
  children: ReactNode
}

/** The calm place: the vendor's name on top, one column of 1120, Fourline only in the footer. */
export function PortalLayout({
  vendorName,
  nav,
  person,
  tools,
  footer = [],
  dock,
  home = '/portal',
  children,
}: PortalLayoutProps) {
  const { t } = useTranslation('kit')
  const main = useMainFocus()
  const shellTools = useContext(ShellTools)
  const [opened, drawer] = useDisclosure(false)
  return (
    <MantineThemeProvider theme={portalTheme}>
      <div className={classes.page}>
        <SkipLink />
        <header className={classes.top}>
          <div className={classes.wrap}>
            <AppLink className={classes.brand} href={home}>
              <VendorMark name={vendorName} />
              {vendorName} <span>{t('shell.support')}</span>
            </AppLink>
            <nav className={classes.nav} aria-label={t('shell.main')}>
              {nav.map((item) => (
                <NavLink key={item.href} item={item}>
                  {item.label}
                </NavLink>
              ))}
            </nav>
            <div className={classes.me}>
              {tools}
              {person !== undefined && shellTools}
              {person !== undefined && <PersonMenu {...person} />}
              {nav.length > 0 && (
                <button
                  type="button"
                  className={classes.menuButton}
                  onClick={drawer.open}
                  aria-label={t('shell.menu')}
                >
                  <IconMenu2 size={20} aria-hidden />
                </button>
              )}
            </div>
          </div>
        </header>
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          {children}
        </main>
        <footer className={classes.foot} aria-label={t('shell.footer')}>
          <div className={classes.wrap}>
            {footer.map((item) => (
              <AppLink key={item.href} href={item.href}>
                {item.label}
              </AppLink>
            ))}
            <span className={classes.runs}>
              <FourlineLogo size={16} />
              {t('shell.runsOn')}
            </span>
          </div>
        </footer>
        {dock !== undefined && <div className={classes.dock}>{dock}</div>}
        <Drawer
          opened={opened}
          onClose={drawer.close}
          position="right"
          size={280}
          title={t('shell.menu')}
          closeButtonProps={{ 'aria-label': t('shell.closeMenu') }}
        >
          <nav className={classes.drawerNav} aria-label={t('shell.main')}>
            {nav.map((item) => (
              <NavLink key={item.href} item={item} onClick={drawer.close}>
                {item.label}
              </NavLink>
            ))}
          </nav>
        </Drawer>
      </div>
    </MantineThemeProvider>
  )
}
