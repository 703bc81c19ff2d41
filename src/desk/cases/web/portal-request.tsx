import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '#desk/cases/domain/request-contract.ts'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { AttachmentList } from '#web/components/attachment-list.tsx'
import { MarkdownText } from '#web/components/markdown-text.tsx'
import { PageHead, Sheet } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { PortalNewCaseForm } from './portal-new-case-form.tsx'
import classes from './portal-request.module.css'
import { PortalShell } from './portal-shell.tsx'
import { useCaseRequest, useRequestAnswers } from './use-case-requests.ts'
import { useMayOpen } from './use-may-open.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** What one colleague asks another to submit: a form for whoever may, else how it stands. */
export function PortalRequest() {
  const id = decodeURIComponent(usePlace().pathname.split('/').at(-1) ?? '')
  const t = usePortalWords()
  const { me } = useReader()
  const found = useCaseRequest(id)
  const cover = useCover(me.account?.id)
  const products = useProducts()
  const { refusal, isKnown } = useMayOpen()
  const request = found.data
  const agreement = cover.data?.agreement
  const isToSubmit = request?.isAskedOfYou === true && request.state === 'open'
  const problem = found.error ?? cover.error ?? products.error
  if (isToSubmit && agreement != null && products.data !== undefined && isKnown && refusal === undefined) {
    return <PortalNewCaseForm agreement={agreement} products={products.data} asked={request} />
  }
  return (
    <PortalShell title={request?.draft.subject ?? t('request.title')}>
      <div className={classes.back}>
        <BackLink href="/portal">{t('new.back')}</BackLink>
      </div>
      {request !== undefined && <RequestState request={request} />}
      {request === undefined && problem === null && <Skeletons rows={4} shape="text" />}
      {request === undefined && problem !== null && (
        <RequestProblem problem={problem} onRetry={() => void found.refetch()} />
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

/** As it was asked, who has it, and what became of it. */
function RequestState({ request }: { request: RequestView }) {
  const t = usePortalWords()
  const kit = useTranslation('kit').t
  const { moment } = useReader()
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
        <PropertyList
          wide
          items={[
            { label: t('request.kind'), value: t(`new.kind.${request.draft.type}`) },
            { label: t('request.priority'), value: kit(`case.priority.${request.draft.priority}`) },
            { label: t('request.asked'), value: moment(request.askedAt) },
            ...(request.note === null ? [] : [{ label: t('request.note'), value: request.note }]),
          ]}
        />
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
