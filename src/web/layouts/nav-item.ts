import type { ComponentType } from 'react'

export type NavIcon = ComponentType<{
  size?: number | string
  stroke?: number | string
  'aria-hidden'?: boolean
}>

/** One entry of a menu. Only what exists and may be seen is handed to a layout. */
export type NavItem = {
  /** A path with its search, e.g. `/desk?view=triage`. */
  href: string
  label: string
  /** For the bottom bar of phones, where `label` is long. */
  short?: string
  icon?: NavIcon
  count?: number | undefined
  /** Draws the count in ink: it asks for somebody. */
  alert?: boolean
  /** Also current below this path; else only the exact path and search are. */
  below?: boolean
}

export type NavGroup = { title: string; items: NavItem[] }

/** Whether the reader is at this entry: its path and every search value it names. */
export function isCurrent(item: NavItem, pathname: string, search: string): boolean {
  const [itemPath = '', itemSearch = ''] = item.href.split('?')
  if (pathname !== itemPath && !(item.below === true && pathname.startsWith(`${itemPath}/`))) return false
  const here = new URLSearchParams(search)
  return [...new URLSearchParams(itemSearch)].every(([name, value]) => here.get(name) === value)
}
