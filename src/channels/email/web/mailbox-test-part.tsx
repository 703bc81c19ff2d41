import {
  type MailboxInput,
  type MailboxTest,
  testMailboxEndpoint,
} from '#channels/email/domain/mailbox-contract.ts'
import { request } from '#web/api/request.ts'
import { ConnectionTest, TestFailed, TestPassed, TestSteps } from './connection-test.tsx'
import classes from './mail-settings.module.css'
import own from './mailboxes.module.css'
import { useMailboxWords } from './use-mailbox-words.ts'

type Given = { id?: string; settings?: MailboxInput }
type MailboxTestPartProps = {
  host: string
  /** What is to be tested: what is kept, or what is entered; undefined where it is not whole. */
  givenNow: () => Given | undefined
}

/** Goes through a mailbox, and tells step by step how far it came, and in words why no farther. */
export function MailboxTestPart({ host, givenNow }: MailboxTestPartProps) {
  const t = useMailboxWords()
  const test = async (given: Given) => {
    const tested = await request(testMailboxEndpoint, { body: given })
    return { ...tested, isEntered: given.settings !== undefined }
  }
  const words = {
    lead: t('test.lead'),
    run: t('test.run'),
    talking: t('test.talking', { host }),
    notTried: t('test.notTried'),
  }
  return (
    <section className={`${classes.test} ${own.test}`} aria-label={t('test.title')}>
      <ConnectionTest words={words} givenNow={givenNow} test={test}>
        {(tested) => <Result {...tested} />}
      </ConnectionTest>
    </section>
  )
}

type Tested = MailboxTest & { isEntered: boolean }

function Result(tested: Tested) {
  const t = useMailboxWords()
  const { trouble, steps, host, port, folders } = tested
  return (
    <>
      {trouble === null ? (
        <Good {...tested} />
      ) : (
        <TestFailed
          said={trouble.said}
          words={{
            failed: t('test.failed'),
            what: t(`trouble.${trouble.code}.what`, { host, port }),
            way: t(`trouble.${trouble.code}.way`, { host, port }),
            safe: t('test.safe'),
            said: t('test.said'),
          }}
        >
          {folders.length > 0 && <Folders folders={folders} />}
        </TestFailed>
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

function Good({ found, steps, isEntered }: Tested) {
  const t = useMailboxWords()
  const { messages = 0, unread = null } = found ?? {}
  const isTold = steps.some(({ step, state }) => step === 'listen' && state === 'done')
  return (
    <TestPassed>
      {t('test.done')}{' '}
      {messages === 0
        ? t('test.empty')
        : `${t('test.found', { count: messages })} ${unread === null ? t('test.unreadUnknown') : t('test.unread', { count: unread })}`}{' '}
      {!isTold && t('test.noIdle')} {isEntered && t('test.doneEntered')}
    </TestPassed>
  )
}

/** What there is instead of the folder that is not. */
function Folders({ folders }: { folders: readonly string[] }) {
  const t = useMailboxWords()
  return (
    <>
      <p>{t('test.folders')}:</p>
      <ul className={own.folders}>
        {folders.map((folder) => (
          <li key={folder}>
            <code>{folder}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
