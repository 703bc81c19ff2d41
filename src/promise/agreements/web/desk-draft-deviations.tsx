import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { termAt, termPaths } from '#promise/agreements/domain/term-changes.ts'
import { type PackageVersion, packageVersionSchema } from '#promise/packages/domain/package-version.ts'
import { packagesQuery } from './agreement-queries.ts'
import { deviationKind, deviationOf, emptyDeviation, fieldsOf, type FormDeviation } from './deviation-form.ts'
import classes from './draft.module.css'
import { useAmendmentWords, useTermWords } from './use-term-words.ts'

type DeviationsProps = {
  packageCode: string
  deviations: FormDeviation[]
  tried: boolean
  errorOf: (path: string) => string | undefined
  onChange: (deviations: FormDeviation[]) => void
}

/** What was negotiated over the package: each by what it is, its value, and a note for the team. */
export function DeskDraftDeviations({ packageCode, deviations, tried, errorOf, onChange }: DeviationsProps) {
  const t = useAmendmentWords()
  const chosen = usePackage(packageCode)
  return (
    <fieldset className={classes.lines}>
      <legend>{t('form.title')}</legend>
      <p className={classes.hint}>{t('form.lead')}</p>
      {deviations.map((one, at) => (
        <DeviationFields
          key={one.key}
          at={at}
          form={one}
          chosen={chosen}
          error={
            errorOf(`deviations.${at}`) ??
            errorOf(`terms.deviations.${at}.value`) ??
            (tried && deviationOf(one) === undefined ? t('form.missing') : undefined)
          }
          onChange={(change) =>
            onChange(deviations.map((other) => (other.key === one.key ? { ...other, ...change } : other)))
          }
          onRemove={() => onChange(deviations.filter((other) => other.key !== one.key))}
        />
      ))}
      <div>
        {chosen === undefined ? (
          <p className={classes.hint}>{t('form.noPackage')}</p>
        ) : (
          <Button size="xs" onClick={() => onChange([...deviations, emptyDeviation()])}>
            {t('form.add')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

type FieldsProps = {
  at: number
  form: FormDeviation
  chosen: PackageVersion | undefined
  error: string | undefined
  onChange: (change: Partial<FormDeviation>) => void
  onRemove: () => void
}

function DeviationFields({ at, form, chosen, error, onChange, onRemove }: FieldsProps) {
  const t = useAmendmentWords()
  const words = useTermWords(namesOf(chosen))
  const standard = chosen === undefined ? undefined : termAt(chosen, form.path)
  const choose = (path: string): void => {
    const value = chosen === undefined ? undefined : termAt(chosen, path)
    onChange({ path, ...(value !== undefined && fieldsOf(value)) })
  }
  const paths = chosen === undefined ? [] : termPaths(chosen)
  return (
    <div className={classes.line}>
      <NativeSelect
        label={t('form.path')}
        value={form.path}
        error={error}
        description={
          standard === undefined ? undefined : t('form.standard', { value: words.value(standard) })
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[
          { value: '', label: t('form.choose') },
          // A path that the newest edition does not have stays readable, so that it can be removed.
          ...[...new Set([...(form.path === '' ? [] : [form.path]), ...paths])].map((path) => ({
            value: path,
            label: words.label(path),
          })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {form.path !== '' && <ValueFields form={form} chosen={chosen} onChange={onChange} />}
      <TextInput
        label={t('form.note')}
        value={form.note}
        maxLength={500}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
      <div className={classes.tools}>
        <Button
          size="xs"
          variant="subtle"
          aria-label={t('form.removeLabel', { n: at + 1 })}
          onClick={onRemove}
        >
          {t('form.remove')}
        </Button>
      </div>
    </div>
  )
}

function ValueFields({ form, chosen, onChange }: Pick<FieldsProps, 'form' | 'chosen' | 'onChange'>) {
  const t = useAmendmentWords()
  const words = useTermWords(namesOf(chosen))
  const kind = deviationKind(form.path)
  if (kind === 'availability') {
    const pools = Object.keys(chosen?.pools ?? {})
    const kinds = ['included', 'on_request', 'not_included'] as const
    const { availability: now } = form
    return (
      <NativeSelect
        label={t('form.availability')}
        value={now.kind === 'limited' ? `pool ${now.pool}` : now.kind}
        data={[
          ...kinds.map((one) => ({ value: one, label: t(`term.${one}`) })),
          ...(now.kind === 'conditional' ? [{ value: now.kind, label: t('term.conditional') }] : []),
          ...pools.map((pool) => ({ value: `pool ${pool}`, label: words.label(`pools.${pool}`) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget
          const plain = kinds.find((one) => one === value)
          if (plain !== undefined) onChange({ availability: { kind: plain } })
          else if (value.startsWith('pool '))
            onChange({ availability: { kind: 'limited', pool: value.slice('pool '.length) } })
        }}
      />
    )
  }
  if (kind === 'hours') return <HoursFields form={form} onChange={onChange} />
  return (
    <>
      <TextInput
        label={t(kind === 'target' ? 'form.minutes' : 'form.number')}
        value={form.number}
        inputMode="numeric"
        onChange={(event) => onChange({ number: event.currentTarget.value.trim() })}
      />
      {kind === 'target' && (
        <Checkbox
          label={t('form.guaranteed')}
          checked={form.guaranteed}
          onChange={(event) => onChange({ guaranteed: event.currentTarget.checked })}
        />
      )}
    </>
  )
}

function HoursFields({ form, onChange }: Pick<FieldsProps, 'form' | 'onChange'>) {
  const t = useAmendmentWords()
  const choices = { weekdays: 'form.weekdays', everyDay: 'form.everyDay', always: 'form.alwaysOpen' } as const
  return (
    <>
      <NativeSelect
        label={t('form.hours')}
        value={form.hours}
        data={(['weekdays', 'everyDay', 'always'] as const).map((one) => ({
          value: one,
          label: t(choices[one]),
        }))}
        onChange={(event) => {
          const { value } = event.currentTarget
          onChange({ hours: value === 'always' || value === 'everyDay' ? value : 'weekdays' })
        }}
      />
      {form.hours !== 'always' && (
        <div className={classes.dates}>
          <TextInput
            type="time"
            label={t('form.from')}
            value={form.from}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('form.to')}
            value={form.to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  )
}

/** The published edition of a package, whole: staff read all of its terms. */
function usePackage(code: string): PackageVersion | undefined {
  const found = useQuery(packagesQuery).data?.find((one) => one.code === code)
  return found === undefined ? undefined : packageVersionSchema.safeParse(found).data
}

function namesOf(version: PackageVersion | undefined): Record<string, string> {
  if (version === undefined) return {}
  const services = Object.entries(version.services).map(([code, { name }]) => [code, name])
  const pools = Object.entries(version.pools).map(([code, { sharedBy }]) => [
    code,
    sharedBy.map((one) => version.services[one]?.name ?? one).join(', '),
  ])
  return Object.fromEntries([...services, ...pools])
}
