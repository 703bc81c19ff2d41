import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { giveCodeEndpoint } from '#people/auth/domain/door-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './sign-in-screen.module.css'
import { useDoorWords } from './use-door-words.ts'

type CodeStepProps = {
  vendorName: string
  onIn: () => Promise<void>
  /** Begin again with the password; with why, where that is not the reader's own wish. */
  onBack: (why?: string) => void
}

/** The second of two steps: a code of the app, or one of the backup codes. */
export function CodeStep({ vendorName, onIn, onBack }: CodeStepProps) {
  const t = useDoorWords()
  const field = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [isBackup, setBackup] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => field.current?.focus(), [isBackup])
  const refuse = (why: string): void => {
    setWrong(why)
    announce(why, 'now')
  }
  const give = async (): Promise<void> => {
    if (code.trim() === '') return refuse(t('code.missing'))
    setBusy(true)
    try {
      await request(giveCodeEndpoint, { body: { code } })
      await onIn()
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.code === 'second_step_over') onBack(t('code.over'))
      else refuse(problemSentence(problem))
    }
    setBusy(false)
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void give()
  }
  const swap = (): void => {
    setBackup(!isBackup)
    setCode('')
    setWrong(undefined)
  }
  return (
    <>
      <p className={classes.lead}>
        {isBackup ? t('code.backupLead') : t('code.lead', { vendor: vendorName })}
      </p>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          key={String(isBackup)}
          label={t(isBackup ? 'code.backupLabel' : 'code.label')}
          inputMode={isBackup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          ref={field}
          maxLength={isBackup ? 20 : 7}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={wrong}
        />
        <Button type="submit" variant="filled" fullWidth loading={busy}>
          {t('code.submit')}
        </Button>
        <div className={classes.quiet}>
          <Button variant="subtle" onClick={swap}>
            {t(isBackup ? 'code.toApp' : 'code.toBackup')}
          </Button>
          <Button variant="subtle" onClick={() => onBack()}>
            {t('back')}
          </Button>
        </div>
      </form>
    </>
  )
}
