import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { fileSize } from '#web/components/file-size.ts'
import { PanelSection, PropertyList } from '#web/components/panel-section.tsx'
import { PlainText } from '#web/components/plain-text.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { DeskAdopt } from './desk-adopt.tsx'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import classes from './desk-mail.module.css'
import { triageQuery } from './mail-queries.ts'
import { MailShown } from './mail-shown.tsx'
import { TriageActBar } from './triage-act-bar.tsx'
import { TriageCodes } from './triage-codes.tsx'
import { TriageDecidedNotice } from './triage-decided-notice.tsx'
import { TriageHistory } from './triage-history.tsx'
import { TriageVerdict } from './triage-verdict.tsx'
import { useMailWords } from './use-mail-words.ts'
import { useTriageWords } from './use-triage-words.ts'

/** One message in triage, whole, and what becomes of it. */
export function DeskTriageMessage() {
  const t = useMailWords()
  const { id = '' } = useParams({ strict: false })
  const message = useQuery(triageQuery(id))
  useLiveTopics({ triage: [['triage', 'one', id]] })
  const isGone = message.error instanceof ApiProblem && [400, 404, 422].includes(message.error.status)
  usePageTitle(message.data === undefined ? t('triage.title') : message.data.subject || t('triage.noSubject'))
  if (message.data !== undefined && !isGone) return <Message key={id} message={message.data} />
  if (message.error === null) return <Skeletons shape="text" rows={8} />
  if (isGone) {
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
  const say = useTriageWords()
  const waits = message.state === 'triage'
  return (
    <article className={classes.message}>
      <header className={classes.messageTop}>
        <BackLink href={waits ? '/desk/triage' : '/desk/triage/decided'}>
          {waits ? t('message.back') : say('decided.title')}
        </BackLink>
        <h1>{message.subject || t('triage.noSubject')}</h1>
      </header>
      {waits && <TriageActBar message={message} />}
      <div className={classes.columns}>
        {/* A long message scrolls, so the keyboard must be able to reach it. */}
        <div className={classes.body} role="region" aria-label={t('message.text')} tabIndex={0}>
          <div className={classes.text}>
            <TriageDecidedNotice message={message} />
            <p className={classes.why}>
              <b>{t('message.why')}</b> {message.reason}
              {message.matchedTo !== null && ` ${say('list.matchedTo', { name: message.matchedTo.name })}.`}
            </p>
            {message.hidden > 0 ? (
              <>
                <TriageCodes id={message.id} hidden={message.hidden} />
                <PlainText text={message.body} />
              </>
            ) : (
              <MailShown id={message.id} withFacts={false} />
            )}
          </div>
        </div>
        <aside className={classes.side} aria-label={t('message.facts')} tabIndex={0}>
          {waits && <DeskAdopt message={message} />}
          <Facts message={message} />
          <TriageHistory message={message} />
        </aside>
      </div>
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
            { label: t('message.sender'), value: <TriageVerdict item={message} /> },
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
