import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { creditRuleOf, type FormCredit, percentOf, usualCredit } from './credit-form.ts'
import classes from './draft.module.css'
import { useAgreementWords } from './use-agreement-words.ts'

type CreditProps = {
  credit: FormCredit | null
  tried: boolean
  onChange: (credit: FormCredit | null) => void
}

/** What a missed promise gives back, where the agreement says so. */
export function DeskDraftCredit({ credit, tried, onChange }: CreditProps) {
  const t = useAgreementWords()
  return (
    <fieldset className={classes.lines}>
      <legend>{t('credit.title')}</legend>
      <Checkbox
        label={t('credit.given')}
        checked={credit !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usualCredit : null)}
      />
      {credit !== null && <CreditFields credit={credit} tried={tried} onChange={onChange} />}
    </fieldset>
  )
}

function CreditFields({ credit, tried, onChange }: CreditProps & { credit: FormCredit }) {
  const t = useAgreementWords()
  const rule = creditRuleOf(credit)
  const [each, cap] = [percentOf(credit.percent), percentOf(credit.capPercent)]
  const isUnder = each !== undefined && cap !== undefined && cap < each
  return (
    <>
      <div className={classes.percents}>
        <TextInput
          label={t('credit.percent')}
          inputMode="decimal"
          value={credit.percent}
          error={tried && each === undefined ? t('credit.percentWrong') : undefined}
          onChange={(event) => onChange({ ...credit, percent: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('credit.of')}
          value={credit.of}
          data={(['month', 'year'] as const).map((value) => ({ value, label: t(`credit.fee.${value}`) }))}
          onChange={(event) =>
            onChange({ ...credit, of: event.currentTarget.value === 'year' ? 'year' : 'month' })
          }
        />
        <TextInput
          label={t('credit.cap')}
          inputMode="decimal"
          value={credit.capPercent}
          error={
            isUnder ? t('credit.capUnder') : tried && cap === undefined ? t('credit.percentWrong') : undefined
          }
          onChange={(event) => onChange({ ...credit, capPercent: event.currentTarget.value })}
        />
      </div>
      <p className={classes.hint}>
        {rule === undefined ? t('credit.lead') : t(`credit.text.${rule.of}`, rule)}
      </p>
    </>
  )
}
