import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs'
import IconCircleDashed from '@tabler/icons-react/dist/esm/icons/IconCircleDashed.mjs'
import { useQuery } from '@tanstack/react-query'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { moneyWords, parseAmount } from '#promise/packages/domain/money.ts'
import { isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'
import { linesRunningOn, pricedDay } from '#promise/agreements/domain/running-lines.ts'
import { packageReckoning } from '#promise/agreements/domain/package-reckoning.ts'
import { serverNow } from '#web/time/server-clock.ts'
import { useWords } from '#web/words/use-words.ts'
import { packagesQuery } from './agreement-queries.ts'
import type { DraftForm } from './draft-form.ts'
import classes from './draft.module.css'
import { useAgreementWords } from './use-agreement-words.ts'
import type { FormProblem } from './use-draft-check.ts'

/** Beside the form: what the package costs, and whether the agreement may start. */
export function DeskDraftAside({ form, problems }: { form: DraftForm; problems: FormProblem[] | undefined }) {
  return (
    <aside className={classes.aside}>
      <Price form={form} />
      <Check problems={problems} />
    </aside>
  )
}

function Price({ form }: { form: DraftForm }) {
  const t = useAgreementWords()
  const { format } = useWords()
  const chosen = useQuery(packagesQuery).data?.find((one) => one.code === form.packageCode)
  const products = useProducts().data ?? []
  const lines = form.lines.flatMap((line) => {
    const yearlyNetMinor = parseAmount(line.amount, line.currency)
    const product = products.find((one) => one.code === line.productCode)
    return yearlyNetMinor === undefined || product === undefined
      ? []
      : [
          {
            productKind: product.kind,
            yearlyNetMinor,
            currency: line.currency,
            startsOn: line.startsOn === '' ? form.startsOn : line.startsOn,
            endsOn: line.endsOn === '' ? form.endsOn : line.endsOn,
          },
        ]
  })
  const today = new Date(serverNow()).toISOString().slice(0, 10)
  // Without its dates nobody can say which of the lines run.
  const priced =
    isCalendarDate(form.startsOn) && isCalendarDate(form.endsOn)
      ? linesRunningOn(lines, pricedDay(form, lines, today))
      : lines
  const money = (minor: number, currency: string): string => moneyWords(minor, currency, format.locale)
  const items =
    chosen === undefined ? [] : packageReckoning(priced, chosen.costPercent, chosen.minimumFeeMinor)
  return (
    <section aria-label={t('draft.price')}>
      <h2>{t('draft.price')}</h2>
      {(chosen === undefined || items.length === 0) && <p>{t('draft.priceNone')}</p>}
      {chosen !== undefined &&
        items.map(({ currency, subscriptionMinor, yearlyNetMinor, isMinimum }) => (
          <div key={currency} className={classes.price}>
            <b>{money(yearlyNetMinor, currency)}</b>
            <p>
              {chosen.costPercent === 0 && !isMinimum
                ? t('draft.priceNothing', { name: chosen.name })
                : t(isMinimum ? 'draft.priceMinimum' : 'draft.priceReckoned', {
                    name: chosen.name,
                    percent: chosen.costPercent,
                    sum: money(subscriptionMinor, currency),
                    currency,
                  })}
            </p>
          </div>
        ))}
      {items.length > 0 && <p>{t('draft.priceTaxes')}</p>}
    </section>
  )
}

function Check({ problems }: { problems: FormProblem[] | undefined }) {
  const t = useAgreementWords()
  const sentence =
    problems === undefined
      ? t('draft.checkUnknown')
      : problems.length === 0
        ? t('draft.checkYes')
        : t('draft.checkNo', { count: problems.length })
  return (
    <section aria-label={t('draft.check')}>
      <h2>{t('draft.check')}</h2>
      <p role="status">{sentence}</p>
      <ul className={classes.terms}>
        {(['T1', 'T2'] as const).map((clause) => {
          const isMet = problems !== undefined && problems.every((one) => one.clause !== clause)
          const Icon = isMet ? IconCircleCheck : IconCircleDashed
          return (
            <li key={clause} data-met={isMet || undefined}>
              <Icon size={16} aria-hidden />
              <span>{t(`draft.terms.${clause}`)}</span>
              <b>{t(isMet ? 'draft.kept' : 'draft.open')}</b>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
