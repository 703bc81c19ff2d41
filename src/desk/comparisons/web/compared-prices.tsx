import type { PriceRow } from '#desk/comparisons/domain/contract.ts'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { moneyWords } from '#promise/packages/domain/money.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './comparison.module.css'
import { useComparisonWords } from './use-comparison-words.ts'

type ComparedPricesProps = { rows: PriceRow[]; isWhole: boolean; now: string; other: string }

/** What the package cost and what the other would have, for a year and for the period; for managers. */
export function ComparedPrices({ rows, isWhole, now, other }: ComparedPricesProps) {
  const t = useComparisonWords()
  return (
    <section className={classes.block} aria-labelledby="what-if-price">
      <h3 id="what-if-price">{t('price')}</h3>
      <p className={pageClasses.quiet}>
        {!isWhole ? t('priceHidden') : rows.length === 0 ? t('noPrice') : t('priceNote')}
      </p>
      {rows.length > 0 && (
        <table className={classes.prices} aria-labelledby="what-if-price">
          <thead>
            <tr>
              <th scope="col">{t('stretch')}</th>
              <th scope="col">{t('thenName', { name: now })}</th>
              <th scope="col">{t('otherName', { name: other })}</th>
              <th scope="col">{t('difference')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Rows key={row.currency} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Rows({ row }: { row: PriceRow }) {
  const t = useComparisonWords()
  return (
    <>
      <Line
        label={t('year')}
        currency={row.currency}
        was={row.yearlyThenMinor}
        would={row.yearlyOtherMinor}
      />
      <Line
        label={t('period')}
        currency={row.currency}
        was={row.periodThenMinor}
        would={row.periodOtherMinor}
      />
    </>
  )
}

type LineProps = { label: string; currency: string; was: number; would: number }

function Line({ label, currency, was, would }: LineProps) {
  const { format } = useWords()
  const money = (minor: number): string => moneyWords(minor, currency, format.locale)
  const difference = would - was
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : ''
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{money(was)}</td>
      <td>{money(would)}</td>
      <td>
        <b>
          {sign}
          {money(Math.abs(difference))}
        </b>
      </td>
    </tr>
  )
}
