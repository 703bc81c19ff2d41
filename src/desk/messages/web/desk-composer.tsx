import { useQuery } from '@tanstack/react-query'
import { Trans } from 'react-i18next'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { readDraftsEndpoint, writeMessageEndpoint } from '#desk/messages/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { TimeText } from '#web/components/time-text.tsx'
import { Composer, type SendAction } from '#web/components/composer.tsx'
import type { ComposerAccess } from '#web/components/use-composer-access.ts'
import type { ComposedMessage, ComposerMode } from '#web/components/use-composer.ts'
import { caseDrafts, useDraftEpoch } from './case-drafts.ts'
import classes from './desk-composer.module.css'
import { NewerDialog, useNewerMessage } from './desk-newer-message.tsx'
import { useTakeBack } from './desk-use-take-back.ts'
import { useMessagesWords } from './desk-use-messages-words.ts'

type DeskComposerProps = {
  reference: string
  contactName: string
  /** Where the case stands: a solved case is reopened on purpose, a closed one takes notes only. */
  stage: 'open' | 'solved' | 'closed'
  access: ComposerAccess
  /** Told what is being written, for colleagues to know. */
  onWriting: (mode: ComposerMode | undefined) => void
  onSent: () => void
}

type Status = 'in_progress' | 'waiting_customer' | 'waiting_other'
const statusOf: Record<string, Status | undefined> = {
  wait: 'waiting_customer',
  work: 'in_progress',
  other: 'waiting_other',
  reopen: 'in_progress',
}

/** Where staff answer. A colleague's or the customer's newer message asks before it is talked over. */
export function DeskComposer(props: DeskComposerProps) {
  const { reference, contactName, stage, access, onSent } = props
  const t = useMessagesWords()
  const me = useMe()
  const epoch = useDraftEpoch(reference)
  const newer = useNewerMessage(reference)
  const offerTakeBack = useTakeBack(reference)
  const modes: ComposerMode[] = stage === 'closed' ? ['note'] : ['reply', 'note']
  const firstName = contactName.split(' ')[0] ?? contactName

  const send = async (message: ComposedMessage): Promise<void> => {
    const status = message.mode === 'reply' ? statusOf[message.action] : undefined
    const write = (seenEntryId: string | undefined) =>
      request(writeMessageEndpoint, {
        params: { reference },
        body: {
          kind: message.mode,
          body: message.body,
          ...(message.attachmentIds.length > 0 && { attachmentIds: message.attachmentIds }),
          ...(status !== undefined && { status }),
          ...(message.mode === 'reply' && seenEntryId !== undefined && { seenEntryId }),
        },
        idempotencyKey: message.idempotencyKey,
      })
    const sent = await newer.ask(write)
    if (sent.leavesAt !== undefined) {
      const said = t('sent.toast', { name: contactName })
      offerTakeBack({ id: sent.id, leavesAt: sent.leavesAt, said })
    }
    onSent()
  }

  return (
    <div className={classes.dock} onFocusCapture={newer.read}>
      {stage === 'closed' && <p className={classes.closed}>{t('composer.closed')}</p>}
      <OthersDrafts reference={reference} />
      <Composer
        key={stage === 'closed' ? 'note' : 'both'}
        modes={modes}
        recipients={
          <Trans t={t} i18nKey="composer.to" values={{ name: contactName }} components={{ b: <b /> }} />
        }
        actions={actionsOf(stage, t)}
        onSend={send}
        drafts={caseDrafts(me.id, reference, epoch)}
        placeholder={t('composer.placeholder', { name: firstName })}
        phoneLabel={t('composer.phone', { name: firstName })}
        phoneNoteLabel={t('composer.phoneNote')}
        onWriting={props.onWriting}
        access={access}
      />
      <NewerDialog newer={newer} />
    </div>
  )
}

/** Colleagues who have begun to write here; their words are their own. */
function OthersDrafts({ reference }: { reference: string }) {
  const t = useMessagesWords()
  useLiveTopics({ draft: [['drafts', reference]] })
  const { data } = useQuery({
    queryKey: ['drafts', reference],
    queryFn: ({ signal }) => request(readDraftsEndpoint, { params: { reference }, signal }),
  })
  if (data === undefined || data.others.length === 0) return null
  return (
    <ul className={classes.others}>
      {data.others.map((one) => (
        <li key={`${one.name} ${one.mode}`}>
          <IconPencil size={14} aria-hidden />
          {t(`others.${one.mode}`, { name: one.name })} <TimeText at={one.savedAt} as="age" />
        </li>
      ))}
    </ul>
  )
}

function actionsOf(stage: DeskComposerProps['stage'], t: (key: string) => string): SendAction[] {
  if (stage === 'solved') {
    return [
      { key: 'plain', label: t('composer.sendPlain') },
      { key: 'reopen', label: t('composer.sendReopen') },
    ]
  }
  return [
    { key: 'wait', label: t('composer.sendWait') },
    { key: 'work', label: t('composer.send') },
    { key: 'other', label: t('composer.sendOther') },
  ]
}
