import type { ReactNode } from 'react'
import classes from './admin-page.module.css'
import { usePageTitle } from './use-page-title.ts'

type AdminPageProps = {
  title: string
  /** A sentence or two on what this page is for. */
  lead?: ReactNode
  /** At the right of the heading: the state of a draft, and the one primary button. */
  aside?: ReactNode
  /** `text` keeps forms and lists to a readable width; `wide` uses the whole sheet. */
  width?: 'text' | 'wide'
  children: ReactNode
}

/** A page of the admin console: its name for browser and screen readers, its head, and its content. */
export function AdminPage({ title, lead, aside, width = 'wide', children }: AdminPageProps) {
  usePageTitle(title)
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <h1>{title}</h1>
        {aside !== undefined && <div className={classes.aside}>{aside}</div>}
      </header>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {children}
    </div>
  )
}
