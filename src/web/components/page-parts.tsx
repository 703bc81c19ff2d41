import type { ReactNode } from 'react'
import classes from './page-parts.module.css'

type PageHeadProps = {
  title: string
  /** What is true now, with times, in a sentence or two. */
  lead?: ReactNode
  /** At the right, e.g. a search or a button. */
  aside?: ReactNode
  /** `display` is the portal's greeting, 44 px; `page` 36. */
  size?: 'page' | 'display'
}

/** The head of a portal page: heading, one sentence, and what one can do at once. */
export function PageHead({ title, lead, aside, size = 'page' }: PageHeadProps) {
  return (
    <header className={classes.head} data-size={size}>
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {aside}
    </header>
  )
}

/** The heading of a block, on a hairline, with its count and a way on. */
export function SectionHead({
  title,
  count,
  aside,
  id,
}: {
  title: string
  count?: number
  aside?: ReactNode
  id?: string
}) {
  return (
    <header className={classes.section}>
      <h2 id={id}>{title}</h2>
      {count !== undefined && <span>{count}</span>}
      {aside !== undefined && <div>{aside}</div>}
    </header>
  )
}

/** A white sheet on the canvas: for what asks something of the reader. */
export function Sheet({ children, padded = true }: { children: ReactNode; padded?: boolean }) {
  return (
    <div className={classes.sheet} data-padded={padded || undefined}>
      {children}
    </div>
  )
}
