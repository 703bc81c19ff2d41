import type { SubmitEvent } from 'react'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import type { AskedPurpose } from './ask-for-link.tsx'
import classes from './sign-in-screen.module.css'
import { useAuthWords } from './use-auth-words.ts'
import type { Door } from './use-door.ts'
import { useDoorWords } from './use-door-words.ts'

type PasswordStepProps = { door: Door; onAsk: (purpose: AskedPurpose) => void }

/** Address and password, and the ways for who has none at hand. */
export function PasswordStep({ door, onAsk }: PasswordStepProps) {
  const t = useAuthWords()
  const tDoor = useDoorWords()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void door.enter({ email: door.email, password: door.password })
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        value={door.email}
        onChange={(event) => door.fill({ email: event.currentTarget.value })}
        error={door.wrong.email}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        value={door.password}
        onChange={(event) => door.fill({ password: event.currentTarget.value })}
        error={door.wrong.password}
      />
      {door.wrong.both !== undefined && <p className={classes.wrong}>{door.wrong.both}</p>}
      <Button type="submit" variant="filled" fullWidth loading={door.busy}>
        {t('submit')}
      </Button>
      <div className={classes.quiet}>
        <Button variant="subtle" onClick={() => onAsk('sign_in')}>
          {tDoor('ways.link')}
        </Button>
        <Button variant="subtle" onClick={() => onAsk('password_reset')}>
          {tDoor('ways.forgotten')}
        </Button>
      </div>
    </form>
  )
}
