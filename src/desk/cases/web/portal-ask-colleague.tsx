import { useState, type SubmitEvent } from 'react'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { caseType, priority } from '#desk/cases/domain/contract.ts'
import { askColleagueEndpoint } from '#desk/cases/domain/request-contract.ts'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { AttachmentPicker } from '#web/components/attachment-picker.tsx'
import { ChoiceCards } from '#web/components/choice.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { pickedIds } from '#web/components/picked-file.ts'
import { toast } from '#web/components/toast.tsx'
import { useFilesBlock } from '#web/components/use-files-block.ts'
import { usePickedFiles } from '#web/components/use-picked-files.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { bodyOf, missingIn } from './new-case-draft.ts'
import classes from './portal-ask-colleague.module.css'
import { useNewCaseDraft } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type PortalAskColleagueProps = { cover: CoverView; products: ProductView[] }

/** Instead of a dead end: the case is written here, and a colleague who may submits it (SPEC 3.8). */
export function PortalAskColleague({ cover, products }: PortalAskColleagueProps) {
  const t = usePortalWords()
  const go = useGo()
  const { me } = useReader()
  const colleagues = cover.contacts.filter((one) => one.authorised && one.id !== me.id)
  const platform = products.filter((product) => product.kind === 'platform')
  const covered = platform.find((product) => cover.agreement?.products.includes(product.code)) ?? platform[0]
  const state = useNewCaseDraft(`ask:${me.id}`, { productCode: covered?.code ?? null })
  const { draft, change } = state
  const picked = usePickedFiles()
  const block = useFilesBlock(picked.files)
  const [colleagueId, setColleague] = useState(colleagues[0]?.id ?? '')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const sending = useSending()
  const submission = useSubmissionKey()
  const queryClient = useQueryClient()
  const missing = missingIn(draft)
  const isWrong = (part: (typeof missing)[number]) => isTried && missing.includes(part)
  const topics = (cover.agreement?.services ?? []).filter(
    (service) => service.code.startsWith('consultation.') && service.availability !== 'not_included',
  )
  const colleague = colleagues.find((one) => one.id === colleagueId)

  const send = async (): Promise<void> => {
    const written = bodyOf(draft, pickedIds(picked.files), undefined)
    if (written === undefined || colleague === undefined) return
    const body = { ...written, colleagueId, ...(note.trim() !== '' && { note: note.trim() }) }
    const asked = await request(askColleagueEndpoint, { body, idempotencyKey: submission.keyFor(body) })
    submission.renew()
    state.discard()
    await queryClient.invalidateQueries({ queryKey: ['case-requests'] })
    toast({ message: t('ask.sent', { name: colleague.name }) })
    go(`/portal/requests/${asked.id}`, 'replace')
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing.length > 0) {
      announce(t('new.slip.missing'), 'now')
      document.querySelector<HTMLElement>(`#ask-${missing[0] ?? ''} :is(input, textarea, select)`)?.focus()
      return
    }
    if (block === undefined) void sending.run(send)
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-labelledby="ask-colleague">
      <SectionHead id="ask-colleague" title={t('ask.title')} />
      <p className={classes.lead}>{t('ask.lead')}</p>
      <div className={classes.kinds} id="ask-type">
        <ChoiceCards
          legend={t('new.kind.title')}
          options={[
            { value: 'problem', title: t('new.kind.problem') },
            { value: 'consultation', title: t('new.kind.consultation') },
            { value: 'request', title: t('new.kind.request') },
          ]}
          value={draft.type ?? undefined}
          onChange={(value) => change({ type: caseType.parse(value) })}
        />
        {isWrong('type') && <p className={classes.error}>{t('new.kind.missing')}</p>}
      </div>
      {draft.type === 'consultation' && (
        <NativeSelect
          wrapperProps={{ id: 'ask-topic' }}
          label={t('new.topic.title')}
          value={draft.topic ?? ''}
          data={[
            { value: '', label: t('ask.choose') },
            ...topics.map((topic) => ({ value: topic.code, label: topic.name })),
          ]}
          onChange={(event) => change({ topic: event.currentTarget.value || null })}
          error={isWrong('topic') && t('new.topic.missing')}
        />
      )}
      {platform.length > 1 && (
        <NativeSelect
          label={t('new.product.title')}
          value={draft.productCode ?? ''}
          data={platform.map((product) => ({ value: product.code, label: product.name }))}
          onChange={(event) => change({ productCode: event.currentTarget.value })}
        />
      )}
      <TextInput
        wrapperProps={{ id: 'ask-subject' }}
        label={t(draft.type === 'problem' ? 'new.subject.problem' : 'new.subject.title')}
        maxLength={200}
        value={draft.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
        error={isWrong('subject') && t('new.subject.missing')}
      />
      <Textarea
        wrapperProps={{ id: 'ask-description' }}
        label={t('new.more.title')}
        description={t('new.more.hint')}
        autosize
        minRows={5}
        maxLength={100_000}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        error={isWrong('description') && t('new.more.missing')}
      />
      <AttachmentPicker picked={picked} />
      <NativeSelect
        label={t('new.priority.title')}
        value={draft.priority}
        data={priority.options.map((level) => ({ value: level, label: t(`new.priority.${level}`) }))}
        onChange={(event) => change({ priority: priority.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('ask.whom')}
        description={t('ask.whomHint')}
        value={colleagueId}
        data={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(event) => setColleague(event.currentTarget.value)}
      />
      <Textarea
        label={t('ask.note')}
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {sending.sentence !== undefined && (
        <p className={classes.error} role="alert">
          {t('new.notSent')} {sending.sentence}
        </p>
      )}
      {block !== undefined && <p role="status">{block}</p>}
      <div>
        <Button type="submit" variant="filled" loading={sending.busy} disabled={block !== undefined}>
          {t('ask.send', { name: colleague?.name ?? '' })}
        </Button>
      </div>
    </form>
  )
}
