import { useState, type SubmitEvent } from 'react'
import { Button } from '@mantine/core'
import { resetPasswordEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { type LinkFormProps, LinkScreen } from './link-screen.tsx'
import { PasswordField } from './password-field.tsx'
import classes from './sign-in-screen.module.css'
import { useDoorWords } from './use-door-words.ts'

/** Where the link of a forgotten password leads: a new one, and one is in. */
export function ResetScreen() {
  const t = useDoorWords()
  return <LinkScreen title={() => t('link.reset.title')} form={(props) => <ResetForm {...props} />} />
}

function ResetForm({ link, token, onEntered }: LinkFormProps) {
  const t = useDoorWords()
  const sending = useSending()
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setMissing(password === '')
    if (password === '') return
    void sending.run(async () => {
      const { next } = await request(resetPasswordEndpoint, { body: { token, password } })
      await onEntered(next)
    })
  }
  const wrong = missing ? t('password.missing') : sending.errorOf('password')
  return (
    <>
      <p className={classes.lead}>{t('link.reset.lead', { email: link.email })}</p>
      <form className={classes.form} onSubmit={submit} noValidate>
        <input type="hidden" autoComplete="username" value={link.email} readOnly />
        <PasswordField value={password} onChange={setPassword} error={wrong} />
        {wrong === undefined && sending.sentence !== undefined && (
          <p className={classes.wrong} role="alert">
            {sending.sentence}
          </p>
        )}
        <Button type="submit" variant="filled" fullWidth loading={sending.busy}>
          {t('link.reset.submit')}
        </Button>
      </form>
    </>
  )
}
