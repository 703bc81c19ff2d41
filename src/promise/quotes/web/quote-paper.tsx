import type { ReactNode } from 'react'
import type { Quote } from '#promise/quotes/domain/quote.ts'
import { type QuoteSheet, quoteSheet } from '#promise/quotes/domain/quote-sheet.ts'
import { englishQuoteWords } from '#promise/quotes/domain/quote-words.ts'
import classes from './quote-paper.module.css'

/** A quote as it stands on paper: the same words and sums as its PDF, in the same order. */
export function QuotePaper({ quote }: { quote: Quote }) {
  const sheet = quoteSheet(quote, englishQuoteWords)
  return (
    <article className={classes.paper} aria-label={`${sheet.title} ${sheet.number}`}>
      <header className={classes.head}>
        <p className={classes.vendor}>{sheet.vendor}</p>
        <p>{sheet.address}</p>
        <h2>{sheet.title}</h2>
        <p>{sheet.number}</p>
      </header>
      <Facts facts={sheet.facts} />
      <Amounts heading={sheet.lines.heading} head={sheet.lines.head} sums={sheet.lines.sums}>
        {sheet.lines.rows.map(({ product, note, amount }, at) => (
          <tr key={`${product} ${at}`}>
            <th scope="row">
              {product}
              {note !== null && <small>{note}</small>}
            </th>
            <td>{amount}</td>
          </tr>
        ))}
      </Amounts>
      <Amounts heading={sheet.price.heading} sums={sheet.price.together}>
        {sheet.price.rows.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </Amounts>
      {sheet.deviations !== null && <Part part={sheet.deviations} />}
      <section>
        <h3>{sheet.included.heading}</h3>
        <dl className={classes.facts}>
          {sheet.included.rows.map(({ label, values }) => (
            <div key={label}>
              <dt>{label}</dt>
              {values.map((value) => (
                <dd key={value}>{value}</dd>
              ))}
            </div>
          ))}
        </dl>
      </section>
      {sheet.notCovered !== null && <Part part={sheet.notCovered} />}
      <footer className={classes.notes}>
        {sheet.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </footer>
    </article>
  )
}

function Facts({ facts }: { facts: QuoteSheet['facts'] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type AmountsProps = {
  heading: string
  head?: [string, string]
  sums: { label: string; value: string }[]
  children: ReactNode
}

function Amounts({ heading, head, sums, children }: AmountsProps) {
  return (
    <section>
      <h3>{heading}</h3>
      <table className={classes.amounts} aria-label={heading}>
        {head !== undefined && (
          <thead>
            <tr>
              <th scope="col">{head[0]}</th>
              <th scope="col">{head[1]}</th>
            </tr>
          </thead>
        )}
        <tbody>{children}</tbody>
        <tfoot>
          {sums.map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  )
}

function Part({ part }: { part: { heading: string; text: string; rows: string[] } }) {
  return (
    <section className={classes.part}>
      <h3>{part.heading}</h3>
      <p>{part.text}</p>
      <ul>
        {part.rows.map((row, at) => (
          <li key={`${row} ${at}`}>{row}</li>
        ))}
      </ul>
    </section>
  )
}
