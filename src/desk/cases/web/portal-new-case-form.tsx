import { useState, type SubmitEvent } from 'react'
import { Button } from '@mantine/core'
import type { RequestView } from '#desk/cases/domain/request-contract.ts'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { useEntitlement, type EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'
import { PageHead } from '#web/components/page-parts.tsx'
import { pickedIds, type PickedFile } from '#web/components/picked-file.ts'
import { BackLink } from '#web/components/text-link.tsx'
import { useFilesBlock } from '#web/components/use-files-block.ts'
import { usePickedFiles } from '#web/components/use-picked-files.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { bodyOf, isRefusal, missingIn, questionOf, readersOf } from './new-case-draft.ts'
import { discardDraft } from './discard-draft.ts'
import { PortalBroughtQuestion } from './portal-brought-question.tsx'
import classes from './portal-new-case.module.css'
import { PortalNewCaseDock } from './portal-new-case-dock.tsx'
import { PortalNewCaseSlip } from './portal-new-case-slip.tsx'
import { PortalNewCaseSteps } from './portal-new-case-steps.tsx'
import { PortalRefusal } from './portal-refusal.tsx'
import { PortalRequestNote } from './portal-request-note.tsx'
import { PortalShell } from './portal-shell.tsx'
import { slipMoment } from './slip-moment.ts'
import { useBroughtQuestion, useTakenQuestion } from './use-brought-question.ts'
import { useNewCaseDraft } from './use-new-case-draft.ts'
import { useOpenCase } from './use-open-case.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type Agreement = NonNullable<CoverView['agreement']>
type NewCaseFormProps = {
  agreement: Agreement
  products: ProductView[]
  /** What a colleague asks the reader to submit for them. */
  asked?: RequestView | undefined
}

/** The form and, beside it, what we promise; the one button sends what the slip says. */
export function PortalNewCaseForm({ agreement, products, asked: request }: NewCaseFormProps) {
  const t = usePortalWords()
  const { me, format } = useReader()
  const question = useBroughtQuestion()
  // A colleague's request has its own words.
  const brought = request === undefined ? question : undefined
  const platform = products.find(
    (product) => product.kind === 'platform' && agreement.products.includes(product.code),
  )
  const start = { productCode: platform?.code ?? products[0]?.code ?? null, ...request?.draft }
  const state = useNewCaseDraft(request === undefined ? me.id : `${me.id}:${request.id}`, start, brought)
  const { draft } = state
  const { isLeft, dismiss } = useTakenQuestion(brought, draft.subject, state.change)
  const picked = usePickedFiles()
  const [isTried, setTried] = useState(false)
  const asked = useEntitlement(questionOf(draft))
  const opening = useOpenCase(state.discard, request?.id)
  const missing = missingIn(draft)
  const answer = asked.data
  const hasFailed = answer === undefined && asked.error !== null
  const waits = useBlock(answer, asked.isEarlier, picked.files)
  const block = hasFailed ? t('new.slip.failed') : waits
  const promisedAt =
    answer?.promise == null || isRefusal(answer) ? undefined : slipMoment(answer.promise.dueAt, format)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    const first = missing[0]
    if (first !== undefined) {
      announce(t('new.slip.missing'), 'now')
      document.querySelector<HTMLElement>(`#step-${first} :is(input, textarea)`)?.focus()
      return
    }
    const wish = draft.answerBy === 'written' ? undefined : t(`new.answer.wish.${draft.answerBy}`)
    const files = [...(request?.files ?? []).map((file) => file.id), ...pickedIds(picked.files)]
    const body = bodyOf(draft, files, wish)
    if (body === undefined || block !== undefined) return
    void opening.send(request === undefined ? { ...body, ...readersOf(draft) } : body)
  }

  const button = hasFailed ? (
    <Button variant="filled" onClick={asked.refetch}>
      {t('new.slip.again')}
    </Button>
  ) : (
    <Button
      type="submit"
      form="new-case"
      variant="filled"
      disabled={block !== undefined}
      loading={opening.isSending}
    >
      {t('new.slip.send')}
    </Button>
  )
  const isBegun = state.isBegun || picked.files.length > 0
  const discard = (): void => {
    setTried(false)
    opening.forget()
    discardDraft({
      message: t('new.discarded'),
      picked,
      discard: state.discard,
      restore: () => state.restore(draft),
    })
  }
  const beginAnew = (): void => {
    discard()
    state.change({ subject: brought ?? '' })
  }
  return (
    <PortalShell
      title={t('new.title')}
      dock={
        <PortalNewCaseDock
          answer={answer}
          hasFailed={hasFailed}
          block={opening.failure === undefined ? block : t('new.notSent')}
          button={button}
        />
      }
    >
      <div className={classes.back}>
        <BackLink href="/portal">{t('new.back')}</BackLink>
      </div>
      <div className={classes.layout}>
        <div>
          <PageHead title={t(request === undefined ? 'new.title' : 'request.title')} lead={t('new.lead')} />
          {request !== undefined && <PortalRequestNote asked={request} />}
          {brought !== undefined && isLeft && (
            <PortalBroughtQuestion question={brought} onAnew={beginAnew} onGoOn={dismiss} />
          )}
          <form id="new-case" onSubmit={submit} noValidate>
            <PortalNewCaseSteps
              agreement={agreement}
              products={products}
              state={state}
              picked={picked}
              answer={answer}
              missing={isTried ? missing : []}
              promisedAt={promisedAt}
              withReaders={request === undefined}
            />
          </form>
        </div>
        <div className={classes.slip}>
          <PortalNewCaseSlip
            agreement={agreement}
            draft={draft}
            answer={answer}
            hasFailed={hasFailed}
            action={button}
            secondary={
              isBegun && (
                <Button variant="subtle" onClick={discard}>
                  {t('new.slip.discard')}
                </Button>
              )
            }
            foot={
              block ?? (isTried && missing.length > 0 ? t('new.slip.missing') : isBegun && t('new.slip.kept'))
            }
          />
          {opening.failure !== undefined && (
            <div className={classes.failure}>
              <p>{t('new.notSent')}</p>
              {opening.failure.decision === undefined ? (
                <p>{opening.failure.sentence}</p>
              ) : (
                <PortalRefusal
                  decision={opening.failure.decision}
                  onWay={({ code }) =>
                    code === 'open_as_problem' ? { onChoose: () => state.change({ type: 'problem' }) } : {}
                  }
                />
              )}
            </div>
          )}
        </div>
      </div>
    </PortalShell>
  )
}

/** Why one cannot send yet; undefined where one can. */
function useBlock(
  answer: EntitlementAnswer | undefined,
  isAsking: boolean,
  files: PickedFile[],
): string | undefined {
  const t = usePortalWords()
  const onFiles = useFilesBlock(files)
  if (answer !== undefined && isRefusal(answer)) return t('new.slip.cannot')
  if (onFiles !== undefined) return onFiles
  return answer === undefined || isAsking ? t('new.slip.waitAnswer') : undefined
}
