import type { ReactNode } from 'react'
import classes from './desk-page.module.css'
import { usePageTitle } from './use-page-title.ts'

type DeskPageProps = {
  title: string
  /** A sentence or two on what this page is for. */
  lead: ReactNode
  /** At the right of the heading: the one thing to do here. */
  aside?: ReactNode
  /** Below the lead: what narrows the list down. */
  tools?: ReactNode
  /** The name of what scrolls, where nothing in it takes the focus of the keyboard. */
  scrolls?: string
  children: ReactNode
}

/** A page of the desk that lists something: its head stays, and what it lists scrolls. */
export function DeskPage({ title, lead, aside, tools, scrolls, children }: DeskPageProps) {
  usePageTitle(title)
  return (
    <section className={classes.page} aria-label={title}>
      <header className={classes.top}>
        <div className={classes.heading}>
          <h1>{title}</h1>
          {aside}
        </div>
        <p>{lead}</p>
        {tools}
      </header>
      <div
        className={classes.scroll}
        {...(scrolls === undefined ? {} : { tabIndex: 0, role: 'group', 'aria-label': scrolls })}
      >
        {children}
      </div>
    </section>
  )
}
