import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import type { Sending } from '#web/api/use-sending.ts'
import { SignInLayout } from '#web/layouts/sign-in-layout.tsx'
import classes from './set-up-step.module.css'
import { useSetUpWords } from './use-set-up-words.ts'

type SetUpStepProps = {
  /** From 1 to 5. */
  step: number
  title: string
  lead: string
  sending: Sending
  onSubmit: () => void
  onBack?: (() => void) | undefined
  send?: string
  children: ReactNode
}

/** One question at a time: where one is, what is asked and why, and the way on. */
export function SetUpStep(props: SetUpStepProps) {
  const { step, title, lead, sending, onSubmit, onBack, send, children } = props
  const t = useSetUpWords()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [step])
  return (
    <SignInLayout
      title={title}
      lead={lead}
      below={
        <p className={classes.steps}>
          <span className={classes.marks} aria-hidden>
            {[1, 2, 3, 4, 5].map((number) => (
              <i key={number} data-done={number <= step || undefined} />
            ))}
          </span>
          {t('step', { step })}
        </p>
      }
    >
      <form
        ref={form}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
        {sending.sentence !== undefined && (
          <p className={classes.problem} role="alert">
            {sending.sentence}
          </p>
        )}
        <div className={classes.actions}>
          {onBack !== undefined && (
            <Button variant="subtle" onClick={onBack}>
              {t('back')}
            </Button>
          )}
          <Button type="submit" variant="filled" loading={sending.busy}>
            {send ?? t('next')}
          </Button>
        </div>
      </form>
    </SignInLayout>
  )
}
