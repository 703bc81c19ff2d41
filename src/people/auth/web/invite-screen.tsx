import { useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { acceptInvitationEndpoint } from '#people/auth/domain/door-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { type LinkFormProps, LinkScreen } from './link-screen.tsx'
import { PasswordField } from './password-field.tsx'
import classes from './sign-in-screen.module.css'
import { useDoorWords } from './use-door-words.ts'

/** Where an invitation leads: a name, a password, and one is in, where one belongs. */
export function InviteScreen() {
  const t = useDoorWords()
  return (
    <LinkScreen
      title={(_link, vendor) => t('link.invite.title', { vendor })}
      form={(props) => <InviteForm {...props} />}
    />
  )
}

function InviteForm({ link, token, onEntered }: LinkFormProps) {
  const t = useDoorWords()
  const sending = useSending()
  const [name, setName] = useState(link.name)
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || password === '') return
    void sending.run(async () => {
      const { next } = await request(acceptInvitationEndpoint, { body: { token, name, password } })
      await onEntered(next)
    })
  }
  const wrongName = isTried && name.trim() === '' ? t('link.invite.missingName') : sending.errorOf('name')
  const wrong = isTried && password === '' ? t('password.missing') : sending.errorOf('password')
  return (
    <>
      <p className={classes.lead}>{t(link.isStaff ? 'link.invite.staff' : 'link.invite.customer')}</p>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('link.invite.name')}
          description={t('link.invite.address', { email: link.email })}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrongName}
        />
        <PasswordField value={password} onChange={setPassword} error={wrong} />
        {wrong === undefined && wrongName === undefined && sending.sentence !== undefined && (
          <p className={classes.wrong} role="alert">
            {sending.sentence}
          </p>
        )}
        <Button type="submit" variant="filled" fullWidth loading={sending.busy}>
          {t('link.invite.submit')}
        </Button>
      </form>
    </>
  )
}
