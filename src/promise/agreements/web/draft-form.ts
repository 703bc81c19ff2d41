import type { AgreementView } from '#promise/agreements/domain/agreement-contract.ts'
import { addYears, isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'
import type { Draft } from '#promise/agreements/domain/draft-problems.ts'
import { creditRuleOf, formCredit, type FormCredit } from './credit-form.ts'
import { deviationOf, type FormDeviation, formDeviation } from './deviation-form.ts'
import { amountText, parseAmount } from '#promise/packages/domain/money.ts'

/** A subscription as it stands in the form; empty dates are the agreement's. */
export type FormLine = {
  key: string
  productCode: string
  amount: string
  currency: string
  startsOn: string
  endsOn: string
}

/** A draft as it stands in the form: every field is text. */
export type DraftForm = {
  packageCode: string
  coverageZone: string
  startsOn: string
  endsOn: string
  lines: FormLine[]
  deviations: FormDeviation[]
  credit: FormCredit | null
}

/** A new draft of one year, with one subscription to fill. */
export function emptyDraft(startsOn: string, zone: string): DraftForm {
  return {
    packageCode: '',
    coverageZone: zone,
    startsOn,
    endsOn: addYears(startsOn, 1),
    lines: [emptyLine('EUR')],
    deviations: [],
    credit: null,
  }
}

export function emptyLine(currency: string, productCode = ''): FormLine {
  return { key: crypto.randomUUID(), productCode, amount: '', currency, startsOn: '', endsOn: '' }
}

/** A stored draft as a form. */
export function formOfDraft(view: AgreementView): DraftForm {
  return {
    packageCode: view.package?.code ?? '',
    coverageZone: view.coverageZone,
    startsOn: view.startsOn,
    endsOn: view.endsOn,
    lines: view.lines.map((line) => {
      const isOwn = line.startsOn !== view.startsOn || line.endsOn !== view.endsOn
      return {
        key: crypto.randomUUID(),
        productCode: line.productCode,
        amount: amountText(line.yearlyNetMinor, line.currency),
        currency: line.currency,
        startsOn: isOwn ? line.startsOn : '',
        endsOn: isOwn ? line.endsOn : '',
      }
    }),
    deviations: view.deviations.map(formDeviation),
    credit: formCredit(view.creditRule),
  }
}

/** The form as the rule of T1 and T2 reads it; a line without a product is not there yet. */
export function draftOfForm(form: DraftForm, stored: { id: string | null; renewsId: string | null }): Draft {
  return {
    ...stored,
    packageCode: form.packageCode === '' ? null : form.packageCode,
    startsOn: form.startsOn,
    endsOn: form.endsOn,
    lines: form.lines
      .filter((line) => line.productCode !== '')
      .map((line) => ({
        productCode: line.productCode,
        startsOn: line.startsOn === '' ? null : line.startsOn,
        endsOn: line.endsOn === '' ? null : line.endsOn,
      })),
  }
}

/** What is sent; undefined while a field is missing or cannot be read. */
export function termsOfForm(form: DraftForm) {
  const { packageCode, coverageZone, startsOn, endsOn } = form
  const lines = form.lines.map((line) => ({
    productCode: line.productCode,
    yearlyNetMinor: parseAmount(line.amount, line.currency),
    currency: line.currency,
    startsOn: line.startsOn === '' ? null : line.startsOn,
    endsOn: line.endsOn === '' ? null : line.endsOn,
  }))
  const isWhole =
    coverageZone !== '' &&
    isCalendarDate(startsOn) &&
    isCalendarDate(endsOn) &&
    startsOn < endsOn &&
    lines.every((line) => line.productCode !== '' && (line.startsOn ?? startsOn) < (line.endsOn ?? endsOn))
  const readLines = lines.flatMap(({ yearlyNetMinor, ...line }) =>
    yearlyNetMinor === undefined ? [] : [{ ...line, yearlyNetMinor }],
  )
  const deviations = form.deviations.map(deviationOf)
  const creditRule = form.credit === null ? null : creditRuleOf(form.credit)
  const whole = deviations.filter((one) => one !== undefined)
  if (!isWhole || readLines.length !== lines.length || whole.length !== deviations.length) return undefined
  if (creditRule === undefined) return undefined
  return {
    packageCode: packageCode === '' ? null : packageCode,
    coverageZone,
    startsOn,
    endsOn,
    lines: readLines,
    deviations: whole,
    creditRule,
  }
}
