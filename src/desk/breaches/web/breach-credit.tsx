import type { BreachView } from '#desk/breaches/domain/contract.ts'
import classes from './breach-page.module.css'
import { useBreachFormats, useBreachWords } from './use-breach-words.ts'

/** What the customer gets back, by which rule, and what of it the cap of the month takes away. */
export function BreachCredit({ found }: { found: BreachView }) {
  const t = useBreachWords()
  return (
    <section aria-labelledby="credit">
      <h2 id="credit">{t('credit.title')}</h2>
      <Sum found={found} />
    </section>
  )
}

function Sum({ found }: { found: BreachView }) {
  const t = useBreachWords()
  const { money } = useBreachFormats()
  const credit = found.creditView
  if (credit.kind === 'none') return <p className={classes.quiet}>{t(`credit.${credit.why}`)}</p>
  const { rule, currency, minor, fullMinor, capMinor } = credit
  const amount = money({ minor, currency })
  const cap = money({ minor: capMinor, currency })
  const isCapped = fullMinor !== null && minor < fullMinor
  return (
    <>
      <p className={classes.sum}>
        {minor === 0 ? t('credit.used', { cap }) : t(`credit.${credit.kind}`, { amount })}
      </p>
      {isCapped && minor > 0 && (
        <p>{t('credit.capped', { full: money({ minor: fullMinor, currency }), cap })}</p>
      )}
      <p className={classes.quiet}>
        {t(rule.of === 'month' ? 'credit.ruleMonth' : 'credit.ruleYear', { percent: rule.percent, cap })}
        {credit.kind === 'given' && minor > 0 && ` ${t('credit.reads')}`}
      </p>
    </>
  )
}
