import type { ReactNode } from 'react'
import { AppLink } from '../components/app-link.tsx'
import { isCurrent, type NavItem } from './nav-item.ts'
import { usePlace } from './use-place.ts'

type NavLinkProps = {
  item: NavItem
  className?: string | undefined
  title?: string
  children: ReactNode
  onClick?: () => void
}

/** A menu link that says `aria-current="page"` where the reader is; looks hang on that attribute. */
export function NavLink({ item, children, ...rest }: NavLinkProps) {
  const place = usePlace()
  const current = isCurrent(item, place.pathname, place.search)
  return (
    <AppLink {...rest} href={item.href} aria-current={current ? 'page' : undefined}>
      {children}
    </AppLink>
  )
}
