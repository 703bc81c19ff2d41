import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { fileSize } from '#web/components/file-size.ts'
import { PanelSection, PropertyList } from '#web/components/panel-section.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { DeskAdopt } from './desk-adopt.tsx'
import { DeskDiscardDialog } from './desk-discard-dialog.tsx'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import classes from './desk-mail.module.css'
import { DeskSenderWord } from './desk-sender-word.tsx'
import { triageQuery } from './mail-queries.ts'
import { MailShown } from './mail-shown.tsx'
import { useMailWords } from './use-mail-words.ts'

/** One message in triage, whole, and what becomes of it. */
export function DeskTriageMessage() {
  const t = useMailWords()
  const { id = '' } = useParams({ strict: false })
  const message = useQuery(triageQuery(id))
  usePageTitle(message.data === undefined ? t('triage.title') : message.data.subject || t('triage.noSubject'))
  if (message.data !== undefined) return <Message message={message.data} />
  if (message.error === null) return <Skeletons shape="text" rows={8} />
  if (message.error instanceof ApiProblem && [400, 404, 422].includes(message.error.status)) {
    return (
      <EmptyState
        title={t('message.gone')}
        action={
          <Button component={AppLink} href="/desk/triage">
            {t('message.back')}
          </Button>
        }
      >
        {t('message.goneText')}
      </EmptyState>
    )
  }
  return (
    <DeskMailProblem
      problem={message.error}
      title={t('message.failed')}
      denied={t('triage.denied')}
      deniedText={t('triage.deniedText')}
      onRetry={() => void message.refetch()}
    />
  )
}

function Message({ message }: { message: TriageView }) {
  const t = useMailWords()
  const [opened, discard] = useDisclosure(false)
  return (
    <article className={classes.message}>
      <header className={classes.messageTop}>
        <BackLink href="/desk/triage">{t('message.back')}</BackLink>
        <h1>{message.subject || t('triage.noSubject')}</h1>
        <Button onClick={discard.open}>{t('discard.open')}</Button>
      </header>
      <div className={classes.columns}>
        {/* A long message scrolls, so the keyboard must be able to reach it. */}
        <div className={classes.body} role="region" aria-label={t('message.text')} tabIndex={0}>
          <div className={classes.text}>
            <p className={classes.why}>
              <b>{t('message.why')}</b> {message.reason}
            </p>
            <MailShown id={message.id} withFacts={false} />
          </div>
        </div>
        <aside className={classes.side} aria-label={t('message.facts')} tabIndex={0}>
          <DeskAdopt message={message} />
          <Facts message={message} />
        </aside>
      </div>
      <DeskDiscardDialog id={message.id} opened={opened} onClose={discard.close} />
    </article>
  )
}

function Facts({ message }: { message: TriageView }) {
  const t = useMailWords()
  const { from } = message
  return (
    <>
      <PanelSection title={t('message.facts')}>
        <PropertyList
          items={[
            {
              label: t('message.from'),
              value: [from.name, from.address].filter(Boolean).join(', ') || t('triage.noSender'),
            },
            { label: t('message.to'), value: message.to.join(', ') },
            { label: t('message.received'), value: <TimeText at={message.receivedAt} as="full" /> },
            { label: t('message.size'), value: fileSize(message.bytes) },
            { label: t('message.sender'), value: <DeskSenderWord sender={message.sender} /> },
          ]}
        />
      </PanelSection>
      {message.attachments.length > 0 && (
        <PanelSection title={t('message.files')}>
          <p className={classes.quiet}>{t('message.fileNote')}</p>
        </PanelSection>
      )}
    </>
  )
}
