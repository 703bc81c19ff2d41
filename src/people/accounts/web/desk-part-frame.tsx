import type { ReactNode } from 'react'
import classes from './account-page.module.css'

type DeskPartFrameProps = {
  title: string
  lead?: ReactNode
  /** What one can do at once, at the right. */
  actions?: ReactNode
  children: ReactNode
}

/** One part of an account: its head, and what it shows. */
export function DeskPartFrame({ title, lead, actions, children }: DeskPartFrameProps) {
  return (
    <section className={classes.part} aria-label={title}>
      <header className={classes.partHead}>
        <div>
          <h2>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
