import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { useDeskKeys } from '#desk/cases/web/desk-use-keys.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { adoptSearchId } from './desk-adopt.tsx'
import { DeskAcceptDialog } from './desk-accept-dialog.tsx'
import { DeskBlockDialog } from './desk-block-dialog.tsx'
import { DeskDiscardDialog } from './desk-discard-dialog.tsx'
import { DeskHelpDialog } from './desk-help-dialog.tsx'
import { DeskMatchDialog } from './desk-match-dialog.tsx'
import { DeskSpamDialog } from './desk-spam-dialog.tsx'
import classes from './triage.module.css'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

type Dialog = 'match' | 'answer' | 'accept' | 'block' | 'spam' | 'aside'

/** Everything that can become of a message besides a case, each with its key. Only what is possible is offered. */
export function TriageActBar({ message }: { message: TriageView }) {
  const t = useTriageWords()
  const go = useGo()
  const me = useMe()
  const acts = useTriageActs()
  const [open, setOpen] = useState<Dialog>()
  const close = (): void => setOpen(undefined)
  const leave = (): void => go('/desk/triage')
  const putAside = async (reason: string): Promise<void> => {
    await acts.putAside([message.id], reason)
    leave()
  }
  const canAnswer = message.sender === 'verified' && message.class === 'message'
  const canAccept =
    me.permissions.includes('decision.waive') && message.suggestions.some(({ isSender }) => isSender)
  const canBlock = message.from.address !== null && message.blockedBy === null
  const dialog = (name: Dialog, can = true) => (can ? () => setOpen(name) : undefined)
  const keys = {
    m: dialog('match'),
    h: dialog('answer', canAnswer),
    o: dialog('accept', canAccept),
    b: dialog('block', canBlock),
    e: dialog('aside'),
    '!': dialog('spam'),
    a: () => document.getElementById(adoptSearchId)?.focus(),
    u: leave,
  }
  useDeskKeys(keys)
  const matched = message.matchedTo
  return (
    <div className={classes.acts} role="group" aria-label={t('act.bar')}>
      <Button size="xs" aria-keyshortcuts="m" onClick={keys.m}>
        {t('act.match')}
      </Button>
      {matched !== null && (
        <Button size="xs" onClick={() => void acts.orTell(acts.unmatch(message.id, matched.id))}>
          {t('act.unmatch')}
        </Button>
      )}
      {canAnswer && (
        <Button size="xs" aria-keyshortcuts="h" onClick={keys.h}>
          {t('act.answer')}
        </Button>
      )}
      {canAccept && (
        <Button size="xs" aria-keyshortcuts="o" onClick={keys.o}>
          {t('act.accept')}
        </Button>
      )}
      {canBlock && (
        <Button size="xs" aria-keyshortcuts="b" onClick={keys.b}>
          {t('act.block')}
        </Button>
      )}
      <Button size="xs" aria-keyshortcuts="!" onClick={keys['!']}>
        {t('act.spam')}
      </Button>
      <Button size="xs" aria-keyshortcuts="e" onClick={keys.e}>
        {t('act.aside')}
      </Button>
      <DeskMatchDialog message={message} opened={open === 'match'} onClose={close} />
      <DeskHelpDialog message={message} opened={open === 'answer'} onClose={close} onDone={leave} />
      {canAccept && <DeskAcceptDialog message={message} opened={open === 'accept'} onClose={close} />}
      <DeskBlockDialog messages={open === 'block' ? [message] : []} onClose={close} onDone={leave} />
      <DeskSpamDialog messages={open === 'spam' ? [message] : []} onClose={close} onDone={leave} />
      <DeskDiscardDialog discard={putAside} opened={open === 'aside'} onClose={close} />
    </div>
  )
}
