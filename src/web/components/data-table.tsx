import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'

type Column = {
  key: string
  title: string
  /** No words stand over it, as over a menu; they are still read aloud. */
  quiet?: boolean
  align?: 'start' | 'end'
}

type Row = {
  key: string
  /** One per column, in their order; the first names the row. */
  cells: ReactNode[]
  /** What is over: in the second ink. */
  muted?: boolean
}

/** A list with the same facts of each: a table on a desk, one block per row on a phone. */
export function DataTable({ label, columns, rows }: { label: string; columns: Column[]; rows: Row[] }) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ key, title, quiet, align }) => (
            <th key={key} scope="col" data-align={align}>
              {quiet === true ? <VisuallyHidden>{title}</VisuallyHidden> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-muted={row.muted || undefined}>
            {columns.map(({ key, title, quiet, align }, index) => {
              const cell = row.cells[index]
              const name = quiet === true ? undefined : title
              return index === 0 ? (
                <th key={key} scope="row" data-align={align}>
                  {cell}
                </th>
              ) : (
                <td key={key} data-title={name} data-align={align}>
                  {cell}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
