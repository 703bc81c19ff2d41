import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '#desk/cases/domain/request-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { AttachmentList } from '#web/components/attachment-list.tsx'
import { MarkdownText } from '#web/components/markdown-text.tsx'
import { PageHead, SectionHead, Sheet } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import type { FormEntry } from './form-entry.ts'
import { PortalNewCaseForm } from './portal-new-case-form.tsx'
import { PortalRefusal } from './portal-refusal.tsx'
import { PortalRequestNote } from './portal-request-note.tsx'
import classes from './portal-request.module.css'
import { PortalShell } from './portal-shell.tsx'
import { useCaseRequest, useRequestAnswers } from './use-case-requests.ts'
import { useFormEntry } from './use-may-open.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** What one colleague asks another to submit: a form for whoever may, else how it stands. */
export function PortalRequest() {
  const id = decodeURIComponent(usePlace().pathname.split('/').at(-1) ?? '')
  const t = usePortalWords()
  const found = useCaseRequest(id)
  const { entry, retry } = useFormEntry(false)
  const request = found.data
  const isToSubmit = request?.isAskedOfYou === true && request.state === 'open'
  if (isToSubmit && entry.state === 'open') {
    return <PortalNewCaseForm agreement={entry.agreement} products={entry.products} asked={request} />
  }
  return (
    <PortalShell title={request?.draft.subject ?? t('request.title')}>
      <div className={classes.back}>
        <BackLink href="/portal">{t('new.back')}</BackLink>
      </div>
      {request !== undefined && isToSubmit && (
        <RequestToSubmit request={request} entry={entry} onRetry={retry} />
      )}
      {request !== undefined && !isToSubmit && <RequestState request={request} />}
      {request === undefined && found.error === null && <Skeletons rows={4} shape="text" />}
      {request === undefined && found.error !== null && (
        <RequestProblem problem={found.error} onRetry={() => void found.refetch()} />
      )}
    </PortalShell>
  )
}

function RequestProblem({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  const t = usePortalWords()
  if (!(problem instanceof ApiProblem) || problem.status !== 404) {
    return <ErrorState problem={problem} title={t('request.failed')} onRetry={onRetry} />
  }
  return (
    <EmptyState
      title={t('request.missing')}
      action={
        <Button component={AppLink} href="/portal">
          {t('nav.home')}
        </Button>
      }
    >
      {t('request.missingText')}
    </EmptyState>
  )
}

type RequestToSubmitProps = { request: RequestView; entry: FormEntry; onRetry: () => void }

/** It waits for the reader, who has no form to submit it with: why not, what they can do, and a way to say no. */
function RequestToSubmit({ request, entry, onRetry }: RequestToSubmitProps) {
  const t = usePortalWords()
  const { asker, asked, draft } = request
  const isRefused = entry.state === 'refused'
  return (
    <>
      <PageHead
        title={t('request.title')}
        lead={isRefused ? t('request.ofYou.open', { asker: asker.name, asked: asked.name }) : t('new.lead')}
      />
      <div className={classes.waits}>
        {/* Not before it is known: the form brings a note of its own, and an answer begun on this one would be lost. */}
        {entry.state !== 'asking' && <PortalRequestNote asked={request} isAlone />}
        {isRefused && (
          <Sheet>
            <PortalRefusal decision={entry.refusal} />
          </Sheet>
        )}
        {entry.state === 'failed' && <ErrorState problem={entry.problem} onRetry={onRetry} />}
        {entry.state === 'asking' && <Skeletons rows={4} shape="cards" />}
      </div>
      {entry.state !== 'asking' && (
        <div className={classes.state}>
          <SectionHead title={draft.subject} />
          <Sheet>
            <MarkdownText text={draft.description} />
          </Sheet>
          <RequestFacts request={request} />
        </div>
      )}
    </>
  )
}

function RequestFacts({ request }: { request: RequestView }) {
  const t = usePortalWords()
  const kit = useTranslation('kit').t
  const { moment } = useReader()
  const { isAskedOfYou, state, asker, note } = request
  const noteLabel = isAskedOfYou ? t('request.noteOf', asker) : t('request.note')
  // While it waits for the reader, the word stands above.
  const isSaid = isAskedOfYou && state === 'open'
  return (
    <PropertyList
      wide
      items={[
        { label: t('request.kind'), value: t(`new.kind.${request.draft.type}`) },
        { label: t('request.priority'), value: kit(`case.priority.${request.draft.priority}`) },
        { label: t('request.asked'), value: moment(request.askedAt) },
        ...(note === null || isSaid ? [] : [{ label: noteLabel, value: note }]),
      ]}
    />
  )
}

/** As it was asked, who has it, and what became of it. */
function RequestState({ request }: { request: RequestView }) {
  const t = usePortalWords()
  const { withdraw } = useRequestAnswers(request.id)
  const names = { asker: request.asker.name, asked: request.asked.name }
  const side = request.isAskedOfYou ? 'ofYou' : 'byYou'
  return (
    <>
      <PageHead title={request.draft.subject} lead={t(`request.${side}.${request.state}`, names)} />
      <div className={classes.state}>
        {request.answer !== null && <blockquote className={classes.word}>{request.answer}</blockquote>}
        {request.caseReference !== null && (
          <Button component={AppLink} href={`/portal/cases/${request.caseReference}`} className={classes.way}>
            {t('request.openCase', { reference: request.caseReference })}
          </Button>
        )}
        <Sheet>
          <MarkdownText text={request.draft.description} />
          <AttachmentList
            files={request.files.map(({ id, name, bytes }) => ({
              id,
              name,
              bytes,
              href: `/api/v1/files/${id}`,
            }))}
          />
        </Sheet>
        <RequestFacts request={request} />
        {!request.isAskedOfYou && request.state === 'open' && (
          <Button className={classes.way} loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('request.withdraw')}
          </Button>
        )}
        {withdraw.error !== null && (
          <p className={classes.problem} role="alert">
            {problemSentence(withdraw.error)}
          </p>
        )}
      </div>
    </>
  )
}
