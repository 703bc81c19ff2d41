import { useState } from 'react'
import { Button, Loader, VisuallyHidden } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useQueryClient } from '@tanstack/react-query'
import {
  type RelayInput,
  type RelayTest,
  testRelayEndpoint,
} from '#channels/email/domain/mail-settings-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { mailSettingsQuery } from './mail-settings-query.ts'
import classes from './mail-settings.module.css'
import { useMailSettingsWords } from './use-mail-settings-words.ts'

type Given = { relay?: RelayInput }
type RelayTestPartProps = {
  host: string
  /** What is to be tested: what is in force, or what is entered; undefined where it is not whole. */
  givenNow: () => Given | undefined
}

/** Sends a test mail to the reader, and tells step by step how far it came, and in words why no farther. */
export function RelayTestPart({ host, givenNow }: RelayTestPartProps) {
  const t = useMailSettingsWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const [result, setResult] = useState<{ test: RelayTest; isEntered: boolean }>()
  const run = async (): Promise<void> => {
    const given = givenNow()
    if (given === undefined) return
    setResult(undefined)
    await sending.run(async () => {
      const test = await request(testRelayEndpoint, { body: given })
      setResult({ test, isEntered: given.relay !== undefined })
    })
    void queryClient.invalidateQueries({ queryKey: mailSettingsQuery.queryKey })
    void queryClient.invalidateQueries({ queryKey: ['checklist'] })
  }
  return (
    <div className={classes.test}>
      <p>{t('test.lead')}</p>
      <Button loading={sending.busy} onClick={() => void run()}>
        {t('test.send')}
      </Button>
      <div aria-live="polite" className={classes.result}>
        {sending.busy && (
          <p className={classes.busy}>
            <Loader size={16} /> {t('test.talking', { host })}
          </p>
        )}
        {sending.sentence !== undefined && (
          <p className={classes.problem}>
            {t('test.notTried')} {sending.sentence}
          </p>
        )}
        {result !== undefined && <Result {...result} />}
      </div>
    </div>
  )
}

const icons = { done: IconCheck, failed: IconX, skipped: IconMinus }

function Result({ test, isEntered }: { test: RelayTest; isEntered: boolean }) {
  const t = useMailSettingsWords()
  const { steps, trouble, to, host, port } = test
  return (
    <>
      {trouble === null ? (
        <p className={classes.done}>
          <IconCheck size={20} aria-hidden />
          <span>
            {t('test.done', { to })} {isEntered && t('test.doneEntered')}
          </span>
        </p>
      ) : (
        <div className={classes.trouble}>
          <p>
            <b>{t('test.failed')}</b> {t(`test.trouble.${trouble.code}.what`, { host, port, to })}
          </p>
          <p>{t(`test.trouble.${trouble.code}.way`, { host, port, to })}</p>
          <p className={classes.quiet}>{t('test.safe')}</p>
          <p className={classes.quiet}>
            {t('test.said')}: <code className={classes.code}>{trouble.said}</code>
          </p>
        </div>
      )}
      <ol className={classes.steps} aria-label={t('test.steps')}>
        {steps.map(({ step, state }) => {
          const Icon = icons[state]
          return (
            <li key={step} data-state={state}>
              <Icon size={16} aria-hidden /> {t(`test.step.${step}`)}
              <VisuallyHidden>, {t(`test.state.${state}`)}</VisuallyHidden>
            </li>
          )
        })}
      </ol>
    </>
  )
}
