import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from './announcer.tsx'

/**
 * Names the page for the browser and, after a navigation, for screen readers.
 * @param site the vendor's support on the portal, "Fourline" on the desk
 */
export function usePageTitle(page: string, site = 'Fourline'): void {
  const { t } = useTranslation('kit')
  const title = t('shell.title', { page, site })
  useEffect(() => {
    const first = document.title === 'Fourline'
    document.title = title
    if (!first) announce(page)
  }, [page, title])
}
