import { Button } from '@mantine/core'
import type { MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './mailboxes.module.css'
import { useConnect } from './use-mailbox-moves.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

/** How it goes with a mailbox, in a word and a sentence, with what to do. */
export function MailboxState({ mailbox }: { mailbox: MailboxView }) {
  const t = useMailboxWords()
  const connect = useConnect(mailbox.id)
  const { state, health, trouble, connectedAt, hasIdle, host, port, signIn } = mailbox
  const isOn = state === 'on'
  return (
    <span className={classes.state} data-state={isOn ? health : 'off'}>
      <b>{t(`health.${isOn ? health : 'off'}`)}</b>
      {isOn && trouble !== null && (
        <small>
          {t(`trouble.${trouble.code}.what`, { host, port })}{' '}
          {t(`trouble.${trouble.code}.way`, { host, port })}
        </small>
      )}
      {isOn && health === 'stopped' && signIn.kind === 'oauth' && (
        <Button size="xs" className={classes.connect} onClick={() => void connect()}>
          {t(signIn.isAllowed || trouble?.code === 'consent_withdrawn' ? 'connect' : 'connectFirst')}
        </Button>
      )}
      {isOn && health === 'connected' && connectedAt !== null && (
        <small>
          {hasIdle !== null && `${t(hasIdle ? 'atOnce' : 'eachMinute')}, `}
          {t('lastLook')} <TimeText at={connectedAt} />
        </small>
      )}
    </span>
  )
}
