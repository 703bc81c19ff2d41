import type { ReactNode } from 'react'
import { DayRule, type DayRuleProps } from './day-rule.tsx'
import classes from './promise-slip.module.css'

/** A day that counts towards the promise: its short name, its rule and what it adds. */
export type SlipDay = Omit<DayRuleProps, 'size'> & { name: string; sum: string }
export type SlipFact = { key: string; icon: ReactNode; text: ReactNode; note?: ReactNode }

type PromiseSlipProps = {
  /** "We promise a first reply by" */
  title: string
  /** The largest text: "Wednesday, 14:20", or "No promised time". */
  moment: string
  /** "25 November, your time (Lisbon)" */
  note?: ReactNode
  days?: SlipDay[]
  /** What was counted, in one sentence. */
  sum?: ReactNode
  /** Coverage, pool, channel. */
  facts: SlipFact[]
  /** The page's one primary button. */
  action: ReactNode
  /** Beside it, e.g. "Keep draft". */
  secondary?: ReactNode
  /** Under the buttons, e.g. why one cannot send yet. */
  foot?: ReactNode
}

/** What we promise, beside the form and before anything is sent; every choice changes it at once. */
export function PromiseSlip({
  title,
  moment,
  note,
  days = [],
  sum,
  facts,
  action,
  secondary,
  foot,
}: PromiseSlipProps) {
  return (
    <aside className={classes.slip} aria-label={title}>
      <div aria-live="polite" aria-atomic="true">
        <h2>{title}</h2>
        <p className={classes.moment}>{moment}</p>
        {note !== undefined && <p className={classes.note}>{note}</p>}
      </div>
      {days.length > 0 && (
        <div className={classes.days}>
          {days.map(({ name, sum: part, ...rule }) => (
            <div key={rule.at} className={classes.day}>
              <span>{name}</span>
              <DayRule {...rule} size="row" />
              <b>{part}</b>
            </div>
          ))}
        </div>
      )}
      {sum !== undefined && <p className={classes.sum}>{sum}</p>}
      <ul className={classes.facts}>
        {facts.map((fact) => (
          <li key={fact.key}>
            {fact.icon}
            <span>
              {fact.text}
              {fact.note !== undefined && <small>{fact.note}</small>}
            </span>
          </li>
        ))}
      </ul>
      <div className={classes.send}>
        {action}
        {secondary}
      </div>
      {foot !== undefined && <p className={classes.foot}>{foot}</p>}
    </aside>
  )
}

/** Keeps time, price and button in sight on phones; goes into the `dock` of `PortalLayout`. */
export function PromiseDock({ title, note, action }: { title: string; note?: ReactNode; action: ReactNode }) {
  return (
    <div className={classes.dock}>
      <p>
        <b>{title}</b>
        {note}
      </p>
      {action}
    </div>
  )
}
