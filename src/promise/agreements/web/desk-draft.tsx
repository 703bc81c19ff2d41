import { Button } from '@mantine/core'
import { useState } from 'react'
import { useRenewAccount } from '#people/accounts/web/use-renew-account.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import {
  activateAgreementEndpoint,
  type AgreementView,
  changeDraftEndpoint,
  deleteDraftEndpoint,
  draftAgreementEndpoint,
  renewAgreementEndpoint,
} from '#promise/agreements/domain/agreement-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { DeskDraftAside } from './desk-draft-aside.tsx'
import { DeskDraftCredit } from './desk-draft-credit.tsx'
import { DeskDraftDeviations } from './desk-draft-deviations.tsx'
import { DeskDraftLines } from './desk-draft-lines.tsx'
import { DeskDraftTerms } from './desk-draft-terms.tsx'
import { type DraftForm, formOfDraft, termsOfForm } from './draft-form.ts'
import classes from './draft.module.css'
import { useAgreementWords } from './use-agreement-words.ts'
import { useDraftCheck } from './use-draft-check.ts'

type DeskDraftProps = {
  accountId: string
  /** What is stored; a draft that was never saved has none. */
  stored?: AgreementView
  start: DraftForm
}

/** The form of a draft: what T1 and T2 ask stands beside each field while it is filled. */
export function DeskDraft({ accountId, stored, start }: DeskDraftProps) {
  const t = useAgreementWords()
  const [form, setForm] = useState(start)
  const [tried, setTried] = useState(false)
  const title =
    stored === undefined
      ? t('agreement.newTitle')
      : t(stored.renewsId === null ? 'agreement.draftTitle' : 'agreement.renewalTitle')
  const checked = useDraftCheck(accountId, form, {
    id: stored?.id ?? null,
    renewsId: stored?.renewsId ?? null,
  })
  const work = useDraftWork(accountId, stored)
  const problems = checked ?? []
  const send = async (then: 'save' | 'activate'): Promise<void> => {
    setTried(true)
    const terms = termsOfForm(form)
    if (terms !== undefined) await work.send(terms, then)
  }
  return (
    <section className={pageClasses.part} aria-label={title}>
      <header className={pageClasses.partHead}>
        <h2>{title}</h2>
        {stored !== undefined && (
          <Button size="xs" variant="subtle" onClick={() => void work.remove()}>
            {t('draft.delete')}
          </Button>
        )}
      </header>
      <form
        noValidate
        className={classes.columns}
        onSubmit={(event) => {
          event.preventDefault()
          void send('save')
        }}
      >
        <div className={classes.fields}>
          <DeskDraftTerms
            form={form}
            tried={tried}
            problems={problems}
            errorOf={work.sending.errorOf}
            onChange={(change) => setForm({ ...form, ...change })}
          />
          <DeskDraftLines
            form={form}
            tried={tried}
            problems={problems}
            errorOf={work.sending.errorOf}
            onChange={(lines) => setForm({ ...form, lines })}
          />
          <DeskDraftDeviations
            packageCode={form.packageCode}
            deviations={form.deviations}
            tried={tried}
            errorOf={work.sending.errorOf}
            onChange={(deviations) => setForm({ ...form, deviations })}
          />
          <DeskDraftCredit
            credit={form.credit}
            tried={tried}
            onChange={(credit) => setForm({ ...form, credit })}
          />
          {tried && termsOfForm(form) === undefined && (
            <p className={classes.problem} role="alert">
              {t('draft.incomplete')}
            </p>
          )}
          {work.sending.sentence !== undefined && (
            <p className={classes.problem} role="alert">
              {t('draft.failed')} {work.sending.sentence}
            </p>
          )}
          {work.isStale && (
            <div>
              <Button size="xs" onClick={() => void work.renew()}>
                {t('draft.changed')}
              </Button>
            </div>
          )}
        </div>
        <div>
          <DeskDraftAside form={form} problems={checked} />
          <div className={classes.buttons}>
            <Button variant="filled" loading={work.sending.busy} onClick={() => void send('activate')}>
              {t('draft.activate')}
            </Button>
            <Button type="submit" disabled={work.sending.busy}>
              {t('draft.save')}
            </Button>
            <p className={classes.hint}>{t('draft.activateNote')}</p>
          </div>
        </div>
      </form>
    </section>
  )
}

type Terms = NonNullable<ReturnType<typeof termsOfForm>>

function useDraftWork(accountId: string, stored: AgreementView | undefined) {
  const t = useAgreementWords()
  const go = useGo()
  const renew = useRenewAccount(accountId)
  const sending = useSending()
  const submission = useSubmissionKey()
  // Somebody else saved this draft since it was read; what is typed here stays until the reader lets it go.
  const [isStale, setStale] = useState(false)
  const home = `/desk/accounts/${accountId}/agreements`
  const save = (terms: Terms): Promise<AgreementView> =>
    stored === undefined
      ? request(draftAgreementEndpoint, {
          params: { id: accountId },
          body: terms,
          idempotencyKey: submission.keyFor(terms),
        })
      : request(changeDraftEndpoint, {
          params: { id: stored.id },
          body: { terms, version: stored.version },
        })
  const send = async (terms: Terms, then: 'save' | 'activate'): Promise<void> => {
    await sending.run(async () => {
      const saved = await save(terms).catch((failure: unknown) => {
        setStale(failure instanceof ApiProblem && failure.code === 'changed_meanwhile')
        throw failure
      })
      let sentence = t('draft.savedDone')
      if (then === 'activate') {
        try {
          const { id, version } = saved
          await request(activateAgreementEndpoint, { params: { id }, body: { version } })
          sentence = t('draft.activated')
        } catch (refusal) {
          // What was typed is stored as a draft; the refusal names its terms.
          toast({ message: `${t('draft.refused')} ${problemSentence(refusal)}`, tone: 'bad' })
          sentence = ''
        }
      }
      if (sentence !== '') toast({ message: sentence })
      await renew()
      go(`${home}/${saved.id}`, stored === undefined ? 'push' : 'replace')
    })
  }
  const remove = async (): Promise<void> => {
    if (stored === undefined) return
    await sending.run(async () => {
      await request(deleteDraftEndpoint, { params: { id: stored.id } })
      toast({ message: t('draft.deleted'), undo: () => void putBack() })
      go(home)
      await renew()
    })
  }
  /** The same draft under a new id: it promised nothing. */
  const putBack = async (): Promise<void> => {
    const terms = stored === undefined ? undefined : termsOfForm(formOfDraft(stored))
    if (terms === undefined) return
    try {
      const renewsId = stored?.renewsId ?? null
      if (renewsId === null) await request(draftAgreementEndpoint, { params: { id: accountId }, body: terms })
      else {
        const { id, version } = await request(renewAgreementEndpoint, { params: { id: renewsId } })
        await request(changeDraftEndpoint, { params: { id }, body: { terms, version } })
      }
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    await renew()
  }
  return { sending, send, remove, renew, isStale }
}
