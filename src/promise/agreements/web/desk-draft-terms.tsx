import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'
import { packagesQuery, zonesQuery } from './agreement-queries.ts'
import type { DraftForm } from './draft-form.ts'
import classes from './draft.module.css'
import { TermNote } from './term-note.tsx'
import { useAgreementWords, useDayWords } from './use-agreement-words.ts'
import type { FormProblem } from './use-draft-check.ts'

type TermsProps = {
  form: DraftForm
  tried: boolean
  problems: FormProblem[]
  errorOf: (path: string) => string | undefined
  onChange: (change: Partial<DraftForm>) => void
}

/** Package, zone and period of a draft, each with what T1 and T2 say of it. */
export function DeskDraftTerms({ form, tried, problems, errorOf, onChange }: TermsProps) {
  const t = useAgreementWords()
  const day = useDayWords()
  const packages = useQuery(packagesQuery).data ?? []
  const noPackage = problems.find((one) => one.code === 'package_missing')
  const tooShort = problems.flatMap((one) => (one.code === 'period_under_one_year' ? [one] : []))[0]
  const overlapping = problems.filter((one) => one.code === 'agreement_overlaps')
  const untilError =
    form.startsOn !== '' && form.endsOn !== '' && form.endsOn <= form.startsOn
      ? t('draft.untilBefore')
      : undefined
  const dateError = (date: string): string | undefined =>
    tried && !isCalendarDate(date) ? t('draft.dateMissing') : undefined
  const untilNote = isCalendarDate(form.endsOn)
    ? t('draft.untilLast', { date: day(lastDayOf(form.endsOn)) })
    : t('draft.untilNote')
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t('draft.package')}
        value={form.packageCode}
        error={errorOf('terms.packageCode') ?? errorOf('packageCode')}
        data={[
          { value: '', label: t('draft.noPackage') },
          ...packages.map(({ code, name, costPercent: percent, seats }) => ({
            value: code,
            label: t('draft.packageText', { name, percent, seats }),
          })),
        ]}
        onChange={(event) => onChange({ packageCode: event.currentTarget.value })}
      />
      {noPackage !== undefined && <TermNote clause={noPackage.clause}>{noPackage.text}</TermNote>}
      <ZoneField
        form={form}
        error={errorOf('terms.coverageZone') ?? errorOf('coverageZone')}
        onChange={onChange}
      />
      <div className={classes.dates}>
        <TextInput
          type="date"
          label={t('draft.from')}
          value={form.startsOn}
          error={dateError(form.startsOn) ?? errorOf('startsOn')}
          onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('draft.until')}
          description={untilNote}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.endsOn}
          error={untilError ?? dateError(form.endsOn) ?? errorOf('endsOn')}
          onChange={(event) => onChange({ endsOn: event.currentTarget.value })}
        />
      </div>
      {tooShort !== undefined && (
        <TermNote
          clause={tooShort.clause}
          action={
            <Button size="xs" onClick={() => onChange({ endsOn: tooShort.values.earliestEnd })}>
              {t('draft.endOn', { date: day(tooShort.values.earliestEnd) })}
            </Button>
          }
        >
          {tooShort.text}
        </TermNote>
      )}
      {overlapping.map((problem) => (
        <TermNote key={problem.text} clause={problem.clause}>
          {problem.text}
        </TermNote>
      ))}
    </div>
  )
}

type ZoneFieldProps = Pick<TermsProps, 'form' | 'onChange'> & { error: string | undefined }

/** The catalogue’s zones and every place there is; a printed label that names another place is flagged. */
function ZoneField({ form, error, onChange }: ZoneFieldProps) {
  const t = useAgreementWords()
  const zones = useQuery(zonesQuery).data ?? []
  const { coverageZone: zone } = form
  const found = zones.find((one) => one.zone === zone)
  return (
    <>
      <TextInput
        label={t('draft.zone')}
        description={t('draft.zoneNote')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={zone}
        list="coverage-zones"
        error={zone === '' || isKnownZone(zone) ? error : t('draft.zoneUnknown')}
        onChange={(event) => onChange({ coverageZone: event.currentTarget.value.trim() })}
      />
      <datalist id="coverage-zones">
        {zones.map((one) => (
          <option key={one.zone} value={one.zone}>
            {one.label === null ? one.zone : t('draft.zoneOffered', { zone: one.zone, label: one.label })}
          </option>
        ))}
        {Intl.supportedValuesOf('timeZone').map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
      {found?.contradictedOffsets != null && (
        <TermNote clause="!">
          {t('draft.zoneContradicts', {
            zone,
            label: found.label ?? '',
            offsets: found.contradictedOffsets.join(', '),
          })}
        </TermNote>
      )}
    </>
  )
}

function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
