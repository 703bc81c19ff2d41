import { useQueryClient } from '@tanstack/react-query'
import {
  type RelayInput,
  type RelayTest,
  testRelayEndpoint,
} from '#channels/email/domain/mail-settings-contract.ts'
import { request } from '#web/api/request.ts'
import { ConnectionTest, TestFailed, TestPassed, TestSteps } from './connection-test.tsx'
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
  const test = async (given: Given) => {
    try {
      const tested = await request(testRelayEndpoint, { body: given })
      return { ...tested, isEntered: given.relay !== undefined }
    } finally {
      void queryClient.invalidateQueries({ queryKey: mailSettingsQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: ['checklist'] })
    }
  }
  const words = {
    lead: t('test.lead'),
    run: t('test.send'),
    talking: t('test.talking', { host }),
    notTried: t('test.notTried'),
  }
  return (
    <div className={classes.test}>
      <ConnectionTest words={words} givenNow={givenNow} test={test}>
        {(tested) => <Result {...tested} />}
      </ConnectionTest>
    </div>
  )
}

function Result({ steps, trouble, to, host, port, isEntered }: RelayTest & { isEntered: boolean }) {
  const t = useMailSettingsWords()
  const named = { host, port, to }
  return (
    <>
      {trouble === null ? (
        <TestPassed>
          {t('test.done', { to })} {isEntered && t('test.doneEntered')}
        </TestPassed>
      ) : (
        <TestFailed
          said={trouble.said}
          words={{
            failed: t('test.failed'),
            what: t(`test.trouble.${trouble.code}.what`, named),
            way: t(`test.trouble.${trouble.code}.way`, named),
            safe: t('test.safe'),
            said: t('test.said'),
          }}
        />
      )}
      <TestSteps
        label={t('test.steps')}
        steps={steps.map(({ step, state }) => ({
          step,
          state,
          name: t(`test.step.${step}`),
          stateName: t(`test.state.${state}`),
        }))}
      />
    </>
  )
}
