import { PasswordInput } from '@mantine/core'
import { useDoorWords } from './use-door-words.ts'

type PasswordFieldProps = { value: string; onChange: (value: string) => void; error: string | undefined }

/** A new password, with the rule said before anybody types. */
export function PasswordField({ value, onChange, error }: PasswordFieldProps) {
  const t = useDoorWords()
  return (
    <PasswordInput
      label={t('password.label')}
      description={t('password.rule')}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  )
}
