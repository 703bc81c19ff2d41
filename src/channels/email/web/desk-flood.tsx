import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type FloodView, letFloodThroughEndpoint } from '#channels/email/domain/floods-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { fileSize } from '#web/components/file-size.ts'
import { PanelSection, PropertyList } from '#web/components/panel-section.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { useWords } from '#web/words/use-words.ts'
import { DeskFloodDiscard } from './desk-flood-discard.tsx'
import { useFloodTitle } from './desk-floods.tsx'
import own from './desk-floods.module.css'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import classes from './desk-mail.module.css'
import { floodQuery } from './flood-queries.ts'
import { useFloodWords } from './use-flood-words.ts'
import { useMailWords } from './use-mail-words.ts'

/** One flood of mail: who sent it, what it looks like, and what becomes of all of it. */
export function DeskFlood() {
  const t = useFloodWords()
  const mail = useMailWords()
  const { id = '' } = useParams({ strict: false })
  const titleOf = useFloodTitle()
  const flood = useQuery(floodQuery(id))
  useLiveTopics({ triage: [['triage', 'flood', id]] })
  usePageTitle(flood.data === undefined ? t('list') : titleOf(flood.data))
  if (flood.data !== undefined) return <Whole flood={flood.data} />
  if (flood.error === null) return <Skeletons shape="text" rows={8} />
  if (flood.error instanceof ApiProblem && [400, 404, 422].includes(flood.error.status))
    return (
      <EmptyState
        title={t('gone')}
        action={
          <Button component={AppLink} href="/desk/triage">
            {t('back')}
          </Button>
        }
      >
        {t('goneText')}
      </EmptyState>
    )
  return (
    <DeskMailProblem
      problem={flood.error}
      title={t('failed')}
      denied={mail('triage.denied')}
      deniedText={mail('triage.deniedText')}
      onRetry={() => void flood.refetch()}
    />
  )
}

function Whole({ flood }: { flood: FloodView }) {
  const t = useFloodWords()
  const titleOf = useFloodTitle()
  return (
    <article className={classes.message}>
      <header className={classes.messageTop}>
        <BackLink href="/desk/triage">{t('back')}</BackLink>
        <h1>{titleOf(flood)}</h1>
      </header>
      <div className={classes.columns}>
        <div className={classes.body} role="region" aria-label={t('newest')} tabIndex={0}>
          <div className={classes.text}>
            <p className={classes.quiet}>{t('lead')}</p>
            {flood.state === 'open' && <Acts flood={flood} />}
            <h2 className={own.section}>{t('newest')}</h2>
            <Newest flood={flood} />
          </div>
        </div>
        <aside className={classes.side} aria-label={t('facts')} tabIndex={0}>
          <Facts flood={flood} />
        </aside>
      </div>
    </article>
  )
}

function Acts({ flood }: { flood: FloodView }) {
  const t = useFloodWords()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [opened, discard] = useDisclosure(false)
  const sending = useSending()
  const letThrough = async (): Promise<void> => {
    const body = { version: flood.version }
    const asked = { params: { id: flood.id }, body, idempotencyKey: submission.keyFor(body) }
    if (await sending.run(() => request(letFloodThroughEndpoint, asked)))
      toast({ message: t('letThroughDone') })
    void queryClient.invalidateQueries({ queryKey: ['triage'] })
  }
  return (
    <>
      <div className={own.acts}>
        <Button variant="filled" loading={sending.busy} onClick={() => void letThrough()}>
          {t('letThrough')}
        </Button>
        <Button disabled={sending.busy} onClick={discard.open}>
          {t('discard')}
        </Button>
        <DeskFloodDiscard flood={flood} opened={opened} onClose={discard.close} />
      </div>
      {sending.sentence !== undefined && (
        <p className={own.problem} role="alert">
          {t('decideFailed', { why: sending.sentence })}
        </p>
      )}
    </>
  )
}

function Newest({ flood }: { flood: FloodView }) {
  const t = useFloodWords()
  return (
    <ul className={own.rows}>
      {flood.newest.map((mail) => (
        <li key={mail.id}>
          <div>
            <a href={mail.rawUrl} download title={t('raw')}>
              {mail.subject || t('noSubject')}
            </a>
            <span>{mail.sender || t('nobody')}</span>
          </div>
          <i>
            {fileSize(mail.bytes)} · <TimeText at={mail.receivedAt} />
          </i>
        </li>
      ))}
    </ul>
  )
}

function Facts({ flood }: { flood: FloodView }) {
  const t = useFloodWords()
  const { format } = useWords()
  const numbers = new Intl.NumberFormat(format.locale)
  const number = (count: number) => numbers.format(count)
  return (
    <>
      <PanelSection title={t('facts')}>
        <PropertyList
          items={[
            { label: t('state'), value: t(`states.${flood.state}`) },
            ...(flood.reason === null ? [] : [{ label: t('reason'), value: flood.reason }]),
            { label: t('messages'), value: number(flood.messages) },
            ...(flood.waiting === 0 ? [] : [{ label: t('waiting'), value: number(flood.waiting) }]),
            ...(flood.network === null ? [] : [{ label: t('network'), value: flood.network || '–' }]),
            { label: t('first'), value: <TimeText at={flood.firstAt} as="full" /> },
            { label: t('last'), value: <TimeText at={flood.lastAt} as="full" /> },
          ]}
        />
      </PanelSection>
      <PanelSection title={t('senders')}>
        <ul className={classes.files}>
          {flood.senders.map(({ address, messages }) => (
            <li key={address}>
              <span>{address || t('nobody')}</span>
              <i>{number(messages)}</i>
            </li>
          ))}
        </ul>
      </PanelSection>
    </>
  )
}
