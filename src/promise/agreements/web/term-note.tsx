import type { ReactNode } from 'react'
import classes from './draft.module.css'

type TermNoteProps = { clause: string; children: ReactNode; action?: ReactNode }

/** A term that does not hold yet, beside the field that mends it. Not an error: the draft is kept as it is. */
export function TermNote({ clause, children, action }: TermNoteProps) {
  return (
    <div className={classes.note}>
      <b>{clause}</b>
      <div>
        <p>{children}</p>
        {action}
      </div>
    </div>
  )
}
