import type { ReactNode } from 'react'
import { Textarea } from '@mantine/core'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { AttachmentPicker } from '#web/components/attachment-picker.tsx'
import type { PickedFiles } from '#web/components/use-picked-files.ts'
import type { EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'
import type { MissingPart } from './new-case-draft.ts'
import { PortalAnswerStep } from './portal-answer-step.tsx'
import { PortalKindStep } from './portal-kind-step.tsx'
import classes from './portal-new-case.module.css'
import { PortalPriorityStep } from './portal-priority-step.tsx'
import { PortalProductStep } from './portal-product-step.tsx'
import { PortalReadersStep } from './portal-readers-step.tsx'
import { PortalServiceStep } from './portal-service-step.tsx'
import { PortalTopicStep } from './portal-topic-step.tsx'
import type { DraftState } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'

type Agreement = NonNullable<CoverView['agreement']>

type NewCaseStepsProps = {
  agreement: Agreement
  products: ProductView[]
  state: DraftState
  picked: PickedFiles
  answer: EntitlementAnswer | undefined
  /** What the reader tried to send without. */
  missing: MissingPart[]
  promisedAt: string | undefined
  /** Asks also who at the company reads the case. */
  withReaders: boolean
}

/** The questions in order, numbered as they stand; a Marketplace product ends them before anything is typed. */
export function PortalNewCaseSteps(props: NewCaseStepsProps) {
  const { agreement, products, state, answer, missing, promisedAt, withReaders } = props
  const { draft } = state
  const t = usePortalWords()
  let step = 0
  const legend = (title: string): string => t('new.step', { n: ++step, title })
  const isReferred = products.find((product) => product.code === draft.productCode)?.kind === 'marketplace'
  return (
    <>
      {products.length > 1 && (
        <Step id="product">
          <PortalProductStep
            legend={legend(t('new.product.title'))}
            products={products}
            state={state}
            answer={answer}
          />
        </Step>
      )}
      {!isReferred && (
        <>
          <Step id="type" error={missing.includes('type') && t('new.kind.missing')}>
            <PortalKindStep legend={legend(t('new.kind.title'))} agreement={agreement} state={state} />
          </Step>
          {draft.type === 'consultation' && (
            <Step id="topic" error={missing.includes('topic') && t('new.topic.missing')}>
              <PortalTopicStep legend={legend(t('new.topic.title'))} agreement={agreement} state={state} />
            </Step>
          )}
          {draft.type === 'request' && (
            <Step id="service">
              <PortalServiceStep
                legend={legend(t('new.service.title'))}
                agreement={agreement}
                state={state}
              />
            </Step>
          )}
          <SubjectStep
            legend={legend(t(draft.type === 'problem' ? 'new.subject.problem' : 'new.subject.title'))}
            state={state}
            isMissing={missing.includes('subject')}
          />
          <Step id="priority">
            <PortalPriorityStep
              legend={legend(t('new.priority.title'))}
              agreement={agreement}
              state={state}
            />
          </Step>
          <MoreStep {...props} legend={legend(t('new.more.title'))} />
          <Step id="answer">
            <PortalAnswerStep
              legend={legend(t('new.answer.title'))}
              agreement={agreement}
              state={state}
              promisedAt={promisedAt}
            />
          </Step>
          {withReaders && (
            <Step id="readers">
              <PortalReadersStep legend={legend(t('readers.title'))} state={state} />
            </Step>
          )}
        </>
      )}
    </>
  )
}

function Step({ id, error, children }: { id: string; error?: string | false; children: ReactNode }) {
  return (
    <section id={`step-${id}`} className={classes.step}>
      {children}
      {error !== undefined && error !== false && <p className={classes.error}>{error}</p>}
    </section>
  )
}

function SubjectStep({
  legend,
  state,
  isMissing,
}: {
  legend: string
  state: DraftState
  isMissing: boolean
}) {
  const t = usePortalWords()
  return (
    <Step id="subject">
      <h2 id="subject-title">{legend}</h2>
      <Textarea
        id="new-case-subject"
        aria-labelledby="subject-title"
        autosize
        minRows={1}
        maxLength={200}
        value={state.draft.subject}
        onChange={(event) => state.change({ subject: event.currentTarget.value.replaceAll('\n', ' ') })}
        error={isMissing && t('new.subject.missing')}
      />
    </Step>
  )
}

type MoreStepProps = NewCaseStepsProps & { legend: string }

function MoreStep({ legend, state, picked, missing }: MoreStepProps) {
  const t = usePortalWords()
  return (
    <Step id="description">
      <h2 id="more-title">{legend}</h2>
      <p className={classes.hint} id="more-hint">
        {t('new.more.hint')}
      </p>
      <Textarea
        aria-labelledby="more-title"
        aria-describedby="more-hint"
        autosize
        minRows={5}
        maxLength={100_000}
        value={state.draft.description}
        onChange={(event) => state.change({ description: event.currentTarget.value })}
        error={missing.includes('description') && t('new.more.missing')}
      />
      <div className={classes.files}>
        <AttachmentPicker picked={picked} />
      </div>
    </Step>
  )
}
