import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { askForLinkEndpoint } from '#people/auth/domain/door-contract.ts'
import { ownPlaceOf } from '#people/auth/domain/own-place.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './sign-in-screen.module.css'
import { useDoorWords } from './use-door-words.ts'

export type AskedPurpose = 'sign_in' | 'password_reset'

type AskForLinkProps = {
  purpose: AskedPurpose
  /** Where the reader wants to go. */
  wanted: string | null
  /** What was typed already. */
  email: string
  /** Tells what to put above the form. */
  onSent: () => void
  onBack: () => void
}

/** Asks for a mail with a link; says the same whether anybody has this address or not. */
export function AskForLink({ purpose, wanted, email, onSent, onBack }: AskForLinkProps) {
  const t = useDoorWords()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(email)
  const [sentTo, setSentTo] = useState<string>()
  const [missing, setMissing] = useState(false)
  const sending = useSending()
  useEffect(() => field.current?.focus(), [])
  const ask = async (): Promise<void> => {
    const address = typed.trim()
    setMissing(address === '')
    if (address === '') return announce(t('missingEmail'), 'now')
    const to = ownPlaceOf(wanted)
    const body = { email: address, purpose, ...(to !== null && { to }) }
    const isDone = await sending.run(() => request(askForLinkEndpoint, { body }))
    if (!isDone) return
    setSentTo(address)
    announce(t('sent.text', { email: address }), 'polite')
    onSent()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void ask()
  }
  const back = (
    <Button variant="subtle" onClick={onBack}>
      {t('back')}
    </Button>
  )
  const problem = sending.sentence !== undefined && (
    <p className={classes.wrong} role="alert">
      {sending.sentence}
    </p>
  )
  if (sentTo !== undefined) {
    return (
      <div className={classes.told}>
        <p>{t('sent.text', { email: sentTo })}</p>
        <p>{t('sent.again')}</p>
        {problem}
        <div className={classes.ways}>
          <Button loading={sending.busy} onClick={() => void ask()}>
            {t('sent.more')}
          </Button>
          {back}
        </div>
      </div>
    )
  }
  return (
    <>
      <p className={classes.lead}>{t(`ask.${purpose}.lead`)}</p>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          ref={field}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={missing ? t('missingEmail') : undefined}
        />
        {problem}
        <Button type="submit" variant="filled" fullWidth loading={sending.busy}>
          {t(`ask.${purpose}.send`)}
        </Button>
        <div className={classes.quiet}>{back}</div>
      </form>
    </>
  )
}
