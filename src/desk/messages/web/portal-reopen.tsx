import { useState, type SubmitEvent } from 'react'
import { Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { reopenCaseEndpoint, type CaseView } from '#desk/cases/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { useKeptText } from '#web/components/use-kept-text.ts'
import classes from './portal-case.module.css'
import { PortalFormEnd } from './portal-form-end.tsx'
import { usePortalCaseWords } from './use-portal-case-words.ts'

type PortalReopenProps = { one: CaseView; onCancel: () => void; onDone: () => Promise<void> }

/** Not solved after all: why, in the customer's words. Long after, it goes on as a new case that follows. */
export function PortalReopen({ one, onCancel, onDone }: PortalReopenProps) {
  const t = usePortalCaseWords()
  const me = useMe()
  const go = useGo()
  const submission = useSubmissionKey()
  const [text, setText] = useKeptText(`reopen:${me.id}:${one.reference}`)
  const [isMissing, setMissing] = useState(false)
  const reopen = useMutation({
    mutationFn: () =>
      request(reopenCaseEndpoint, {
        params: { reference: one.reference },
        body: { body: text },
        idempotencyKey: submission.keyFor(text),
      }),
    onSuccess: async (after) => {
      submission.renew()
      setText('')
      onCancel()
      await onDone()
      if (after.reference !== one.reference) go(`/portal/cases/${after.reference}`)
    },
  })
  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    setMissing(text.trim() === '')
    if (text.trim() !== '') reopen.mutate()
  }
  const isClosed = one.status === 'closed'
  return (
    <form className={classes.reopen} onSubmit={send} noValidate>
      <Textarea
        label={t(isClosed ? 'reopen.titleClosed' : 'reopen.title')}
        description={isClosed ? t('reopen.hintClosed') : undefined}
        autosize
        minRows={3}
        maxLength={100_000}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isMissing && t('reopen.missing')}
      />
      <PortalFormEnd
        failed={t('reopen.failed')}
        sentence={reopen.error === null ? undefined : problemSentence(reopen.error)}
        busy={reopen.isPending}
        send={t('reopen.send')}
        onCancel={onCancel}
      />
    </form>
  )
}
