import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { currencies, moneyWords, parseAmount } from '#promise/packages/domain/money.ts'
import { useWords } from '#web/words/use-words.ts'
import { type DraftForm, emptyLine, type FormLine } from './draft-form.ts'
import classes from './draft.module.css'
import { TermNote } from './term-note.tsx'
import { useAgreementWords } from './use-agreement-words.ts'
import type { FormProblem } from './use-draft-check.ts'

type LinesProps = {
  form: DraftForm
  tried: boolean
  problems: FormProblem[]
  errorOf: (path: string) => string | undefined
  onChange: (lines: FormLine[]) => void
}

/** What the company subscribes to: product, net amount a year, and dates where they are not the agreement's. */
export function DeskDraftLines({ form, tried, problems, errorOf, onChange }: LinesProps) {
  const t = useAgreementWords()
  const products = useProducts()
  const { lines } = form
  const currency = lines.at(-1)?.currency ?? 'EUR'
  const missing = problems.flatMap((one) => (one.code === 'product_not_covered' ? [one] : []))
  const nameOf = (code: string): string => products.data?.find((one) => one.code === code)?.name ?? code
  return (
    <fieldset className={classes.lines}>
      <legend>{t('draft.subscriptions')}</legend>
      <p className={classes.hint}>{t('draft.subscriptionsNote')}</p>
      {lines.map((line, at) => (
        <DraftLine
          key={line.key}
          line={line}
          period={[form.startsOn, form.endsOn]}
          at={at}
          tried={tried}
          problems={problems}
          errorOf={errorOf}
          onChange={(change) =>
            onChange(lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)))
          }
          onRemove={() => onChange(lines.filter((one) => one.key !== line.key))}
        />
      ))}
      {missing.map((problem) => (
        <TermNote
          key={problem.values.productCode}
          clause={problem.clause}
          action={
            <Button
              size="xs"
              onClick={() => onChange([...lines, emptyLine(currency, problem.values.productCode)])}
            >
              {t('draft.addProduct', { product: nameOf(problem.values.productCode) })}
            </Button>
          }
        >
          {problem.text}
        </TermNote>
      ))}
      <div>
        <Button size="xs" onClick={() => onChange([...lines, emptyLine(currency)])}>
          {t('draft.addLine')}
        </Button>
      </div>
    </fieldset>
  )
}

type LineProps = {
  line: FormLine
  /** First and last date of the agreement. */
  period: [string, string]
  at: number
  tried: boolean
  problems: FormProblem[]
  errorOf: (path: string) => string | undefined
  onChange: (change: Partial<FormLine>) => void
  onRemove: () => void
}

function DraftLine({ line, period, at, tried, problems, errorOf, onChange, onRemove }: LineProps) {
  const t = useAgreementWords()
  const products = useProducts()
  const hasDates = line.startsOn !== '' || line.endsOn !== ''
  const left = problems.filter(
    (one) => one.code === 'subscription_not_covered' && one.values.productCode === line.productCode,
  )
  const n = at + 1
  return (
    <div className={classes.line} role="group" aria-label={t('draft.line', { n })}>
      <div className={classes.lineFields}>
        <NativeSelect
          label={t('draft.product')}
          value={line.productCode}
          error={
            tried && line.productCode === '' ? t('draft.productMissing') : errorOf(`lines.${at}.productCode`)
          }
          data={[
            { value: '', label: t('draft.chooseProduct') },
            ...(products.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => onChange({ productCode: event.currentTarget.value })}
        />
        <Amount line={line} tried={tried} onChange={onChange} />
        <NativeSelect
          label={t('draft.currency')}
          value={line.currency}
          data={currencies()}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
      </div>
      {hasDates && (
        <div className={classes.dates}>
          <TextInput
            type="date"
            label={t('draft.lineFrom')}
            value={line.startsOn}
            onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('draft.lineUntil')}
            description={t('draft.untilNote')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={line.endsOn}
            onChange={(event) => onChange({ endsOn: event.currentTarget.value })}
          />
        </div>
      )}
      {hasDates &&
        left.slice(0, 1).map((problem) => (
          <TermNote key={problem.code} clause={problem.clause}>
            {problem.text}
          </TermNote>
        ))}
      <LineTools period={period} n={n} hasDates={hasDates} onChange={onChange} onRemove={onRemove} />
    </div>
  )
}

type LineToolsProps = Pick<LineProps, 'period' | 'onChange' | 'onRemove'> & { n: number; hasDates: boolean }

function LineTools({ period: [from, until], n, hasDates, onChange, onRemove }: LineToolsProps) {
  const t = useAgreementWords()
  return (
    <div className={classes.tools}>
      {hasDates ? (
        <Button size="xs" variant="subtle" onClick={() => onChange({ startsOn: '', endsOn: '' })}>
          {t('draft.sameDates')}
        </Button>
      ) : (
        <Button size="xs" variant="subtle" onClick={() => onChange({ startsOn: from, endsOn: until })}>
          {t('draft.ownDates')}
        </Button>
      )}
      <Button size="xs" variant="subtle" aria-label={t('draft.removeLineLabel', { n })} onClick={onRemove}>
        {t('draft.removeLine')}
      </Button>
    </div>
  )
}

function Amount({ line, tried, onChange }: Pick<LineProps, 'line' | 'tried' | 'onChange'>) {
  const t = useAgreementWords()
  const { format } = useWords()
  const { amount, currency } = line
  const minor = parseAmount(amount, currency)
  const isEmpty = amount.trim() === ''
  const error =
    isEmpty || minor !== undefined
      ? tried && isEmpty
        ? t('draft.amountMissing')
        : undefined
      : t('draft.amountWrong', { currency })
  return (
    <TextInput
      label={t('draft.amount')}
      inputMode="decimal"
      value={amount}
      error={error}
      description={
        minor === undefined
          ? undefined
          : t('draft.amountRead', { amount: moneyWords(minor, currency, format.locale) })
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => onChange({ amount: event.currentTarget.value })}
    />
  )
}
