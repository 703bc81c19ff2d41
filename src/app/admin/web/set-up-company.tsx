import { useState } from 'react'
import { TextInput } from '@mantine/core'
import type { VendorSettings } from '#people/auth/domain/vendor-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { useChangeVendor } from '#people/auth/web/use-vendor-settings.ts'
import { useSending } from '#web/api/use-sending.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { SetUpStep } from './set-up-step.tsx'
import classes from './set-up-step.module.css'
import { useSetUpWords } from './use-set-up-words.ts'

type Field = 'name' | 'supportAddress' | 'referencePrefix' | 'publicUrl'

/** Steps 2 to 5: what is asked in each, and what of the words it is asked with. */
const steps: readonly { field: Field; words: string }[] = [
  { field: 'name', words: 'company' },
  { field: 'supportAddress', words: 'support' },
  { field: 'referencePrefix', words: 'prefix' },
  { field: 'publicUrl', words: 'address' },
]

/** The vendor, one fact a step; each is saved before the next is asked. */
export function SetUpCompany({ settings }: { settings: VendorSettings }) {
  const [at, setAt] = useState(0)
  const step = steps[at]
  if (step === undefined) return null
  return (
    <Step
      key={step.field}
      {...step}
      at={at}
      settings={settings}
      onBack={at === 0 ? undefined : () => setAt(at - 1)}
      onSaved={() => setAt(at + 1)}
    />
  )
}

type StepProps = {
  at: number
  field: Field
  words: string
  settings: VendorSettings
  onBack: (() => void) | undefined
  onSaved: () => void
}

function Step({ at, field, words, settings, onBack, onSaved }: StepProps) {
  const t = useSetUpWords()
  const go = useGo()
  const change = useChangeVendor()
  const sending = useSending()
  const [value, setValue] = useState(() => firstValue(field, settings))
  const [missing, setMissing] = useState(false)
  const isLast = at === steps.length - 1
  const save = async (): Promise<void> => {
    if (value.trim() === '') {
      setMissing(true)
      return announce(t('company.missing'), 'now')
    }
    const done = await sending.run(() => change({ [field]: value.trim(), version: settings.version }))
    if (!done) return
    if (isLast) go('/admin', 'replace')
    else onSaved()
  }
  return (
    <SetUpStep
      step={at + 2}
      title={t(`${words}.title`)}
      lead={t(`${words}.lead`)}
      sending={sending}
      onSubmit={() => void save()}
      onBack={onBack}
      {...(isLast && { send: t('address.finish') })}
    >
      <TextInput
        label={t(`${words}.label`)}
        description={field === 'referencePrefix' ? t('prefix.hint') : undefined}
        value={value}
        autoComplete={field === 'name' ? 'organization' : 'off'}
        error={(missing && value.trim() === '' ? t('company.missing') : undefined) ?? sending.errorOf(field)}
        onChange={(event) => {
          const written = event.currentTarget.value
          setValue(field === 'referencePrefix' ? written.toUpperCase() : written)
        }}
      />
      {field === 'referencePrefix' && (
        <p className={classes.example}>
          <b>{t('prefix.example', { prefix: value === '' ? '…' : value })}</b>
          {t('prefix.exampleSubject')}
        </p>
      )}
    </SetUpStep>
  )
}

/** What stands there already, but for what only stands in. */
function firstValue(field: Field, settings: VendorSettings): string {
  if (field === 'name') return settings.isNamed ? settings.name : ''
  if (field === 'publicUrl') return settings.publicUrl ?? globalThis.location.origin
  return settings[field]
}
