import { MantineThemeProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FourlineLogo } from '../components/fourline-logo.tsx'
import { portalTheme } from '../theme/theme.ts'
import classes from './sign-in-layout.module.css'
import { SkipLink } from './skip-link.tsx'
import { VendorMark } from './vendor-mark.tsx'

type SignInLayoutProps = {
  /** Absent before there is a vendor. */
  vendorName?: string
  title: string
  lead?: ReactNode
  /** Below the sheet, e.g. the demo's sign-ins. */
  below?: ReactNode
  children: ReactNode
}

/** One door: the vendor's name, one sheet, one form. */
export function SignInLayout({ vendorName, title, lead, below, children }: SignInLayoutProps) {
  const { t } = useTranslation('kit')
  return (
    <MantineThemeProvider theme={portalTheme}>
      <div className={classes.page}>
        <SkipLink />
        <header className={classes.brand}>
          {vendorName === undefined ? (
            <>
              <FourlineLogo />
              <b>Fourline</b>
            </>
          ) : (
            <>
              <VendorMark name={vendorName} />
              <b>{vendorName}</b> {t('shell.support')}
            </>
          )}
        </header>
        <main id="main" tabIndex={-1} className={classes.main}>
          <div className={classes.sheet}>
            <h1>{title}</h1>
            {lead !== undefined && <p className={classes.lead}>{lead}</p>}
            {children}
          </div>
          {below}
        </main>
        <footer className={classes.foot}>
          <FourlineLogo size={16} />
          {t('shell.runsOn')}
        </footer>
      </div>
    </MantineThemeProvider>
  )
}
