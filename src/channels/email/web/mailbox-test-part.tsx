import { useState } from 'react'
import { Button, Loader, VisuallyHidden } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import {
  type MailboxInput,
  type MailboxTest,
  testMailboxEndpoint,
} from '#channels/email/domain/mailbox-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
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
  const sending = useSending()
  const [result, setResult] = useState<{ test: MailboxTest; isEntered: boolean }>()
  const run = async (): Promise<void> => {
    const given = givenNow()
    if (given === undefined) return
    setResult(undefined)
    await sending.run(async () => {
      const test = await request(testMailboxEndpoint, { body: given })
      setResult({ test, isEntered: given.settings !== undefined })
    })
  }
  return (
    <section className={`${classes.test} ${own.test}`} aria-label={t('test.title')}>
      <p>{t('test.lead')}</p>
      <Button loading={sending.busy} onClick={() => void run()}>
        {t('test.run')}
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
    </section>
  )
}

const icons = { done: IconCheck, failed: IconX, skipped: IconMinus }

function Result({ test, isEntered }: { test: MailboxTest; isEntered: boolean }) {
  const t = useMailboxWords()
  return (
    <>
      {test.trouble === null ? (
        <Good test={test} isEntered={isEntered} />
      ) : (
        <Bad {...test} trouble={test.trouble} />
      )}
      <ol className={classes.steps} aria-label={t('test.steps')}>
        {test.steps.map(({ step, state }) => {
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

function Good({ test, isEntered }: { test: MailboxTest; isEntered: boolean }) {
  const t = useMailboxWords()
  const { messages = 0, unread = null } = test.found ?? {}
  const isTold = test.steps.some(({ step, state }) => step === 'listen' && state === 'done')
  return (
    <p className={classes.done}>
      <IconCheck size={20} aria-hidden />
      <span>
        {t('test.done')}{' '}
        {messages === 0
          ? t('test.empty')
          : `${t('test.found', { count: messages })} ${unread === null ? t('test.unreadUnknown') : t('test.unread', { count: unread })}`}{' '}
        {!isTold && t('test.noIdle')} {isEntered && t('test.doneEntered')}
      </span>
    </p>
  )
}

function Bad({
  trouble,
  host,
  port,
  folders,
}: MailboxTest & { trouble: NonNullable<MailboxTest['trouble']> }) {
  const t = useMailboxWords()
  return (
    <div className={classes.trouble}>
      <p>
        <b>{t('test.failed')}</b> {t(`trouble.${trouble.code}.what`, { host, port })}
      </p>
      <p>{t(`trouble.${trouble.code}.way`, { host, port })}</p>
      {folders.length > 0 && (
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
      )}
      <p className={classes.quiet}>{t('test.safe')}</p>
      <p className={classes.quiet}>
        {t('test.said')}: <code className={classes.code}>{trouble.said}</code>
      </p>
    </div>
  )
}
