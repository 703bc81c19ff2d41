import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs'
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs'
import { AppLink } from '../components/app-link.tsx'
import { FourlineLogo } from '../components/fourline-logo.tsx'
import classes from './admin-layout.module.css'
import type { NavGroup } from './nav-item.ts'
import { NavLink } from './nav-link.tsx'
import { PersonMenu, type PersonMenuProps } from './person-menu.tsx'
import { SkipLink } from './skip-link.tsx'
import { useMainFocus } from './use-main-focus.ts'

type AdminLayoutProps = {
  /** A group without a title stands first, alone. */
  nav: NavGroup[]
  person: PersonMenuProps
  home?: string
  /** Where the work is; the way back stands at the foot of the menu. */
  back: { href: string; label: string }
  children: ReactNode
}

/** Where an installation is set up: a menu in groups on the canvas, one wide sheet of paper. */
export function AdminLayout({ nav, person, home = '/admin', back, children }: AdminLayoutProps) {
  const { t } = useTranslation('kit')
  const main = useMainFocus()
  const [opened, drawer] = useDisclosure(false)
  const brand = (
    <AppLink href={home} className={classes.brand}>
      <FourlineLogo size={20} />
      Fourline <span>{t('shell.admin')}</span>
    </AppLink>
  )
  return (
    <div className={classes.app}>
      <SkipLink />
      <header className={classes.top}>
        {brand}
        <PersonMenu {...person} />
        <button
          type="button"
          className={classes.menuButton}
          onClick={drawer.open}
          aria-label={t('shell.menu')}
        >
          <IconMenu2 size={20} aria-hidden />
        </button>
      </header>
      <aside className={classes.side} aria-label={t('shell.admin')}>
        {brand}
        <AdminMenu nav={nav} />
        <footer className={classes.foot}>
          <AdminBack {...back} />
          <PersonMenu position="right-end" {...person} />
        </footer>
      </aside>
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        position="right"
        size={280}
        title={t('shell.admin')}
        closeButtonProps={{ 'aria-label': t('shell.closeMenu') }}
      >
        <div className={classes.drawer}>
          <AdminMenu nav={nav} onChoose={drawer.close} />
          <AdminBack {...back} />
        </div>
      </Drawer>
    </div>
  )
}

function AdminMenu({ nav, onChoose }: { nav: NavGroup[]; onChoose?: () => void }) {
  const { t } = useTranslation('kit')
  return (
    <nav className={classes.menu} aria-label={t('shell.main')}>
      {nav.map((group) => (
        <section key={group.title}>
          {group.title !== '' && <h2>{group.title}</h2>}
          {group.items.map((item) => (
            <NavLink
              key={item.href}
              item={item}
              className={classes.link}
              {...(onChoose && { onClick: onChoose })}
            >
              {item.label}
              {item.count !== undefined && <b data-alert={item.alert || undefined}>{item.count}</b>}
            </NavLink>
          ))}
        </section>
      ))}
    </nav>
  )
}

function AdminBack({ href, label }: { href: string; label: string }) {
  return (
    <AppLink href={href} className={classes.link}>
      <IconArrowLeft size={16} aria-hidden />
      {label}
    </AppLink>
  )
}
