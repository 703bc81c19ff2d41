import type { ReactNode } from 'react'
import classes from './panel-section.module.css'

type PanelSectionProps = {
  title: string
  /** Beside the title: a count, a link. */
  aside?: ReactNode
  children: ReactNode
}

/** A part of a side panel; hairlines divide the parts. */
export function PanelSection({ title, aside, children }: PanelSectionProps) {
  return (
    <section className={classes.section}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

export type Property = { label: string; value: ReactNode; key?: string }

/** Facts as label and value; `wide` is the portal's: values at the right edge, on hairlines. */
export function PropertyList({ items, wide = false }: { items: Property[]; wide?: boolean }) {
  return (
    <dl className={wide ? classes.wide : classes.list}>
      {items.map((item) => (
        <div key={item.key ?? item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
