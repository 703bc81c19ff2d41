import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { discardTriageEndpoint } from '#channels/email/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'
import { DeskDialog } from '#desk/cases/web/desk-dialog.tsx'

type DeskDiscardDialogProps = { id: string; opened: boolean; onClose: () => void }

/** Puts a message aside, with a reason; it is kept. */
export function DeskDiscardDialog({ id, opened, onClose }: DeskDiscardDialogProps) {
  const t = useMailWords()
  return (
    <DeskDialog opened={opened} onClose={onClose} title={t('discard.title')} size={440}>
      <DiscardForm id={id} onClose={onClose} />
    </DeskDialog>
  )
}

const common = ['advertising', 'automatic', 'elsewhere']

function DiscardForm({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useMailWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const body = { reason: reason.trim() }
    if (body.reason === '') return setProblem(t('discard.missing'))
    setBusy(true)
    try {
      await request(discardTriageEndpoint, { params: { id }, body, idempotencyKey: submission.keyFor(body) })
      toast({ message: t('discard.done') })
      for (const queryKey of [['triage', 'list'], ['counts']])
        void queryClient.invalidateQueries({ queryKey })
      onClose()
      go('/desk/triage')
    } catch (failure) {
      setProblem(`${t('discard.failed')} ${problemSentence(failure)}`)
    } finally {
      setBusy(false)
    }
    return undefined
  }
  return (
    <form className={classes.form} onSubmit={(event) => void send(event)}>
      <p className={classes.quiet}>{t('discard.lead')}</p>
      <div className={classes.common}>
        {common.map((key) => (
          <Button key={key} size="xs" onClick={() => setReason(t(`discard.common.${key}`))}>
            {t(`discard.common.${key}`)}
          </Button>
        ))}
      </div>
      <Textarea
        label={t('discard.reason')}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        error={problem}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={classes.actions}>
        <Button variant="subtle" onClick={onClose}>
          {t('discard.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('discard.send')}
        </Button>
      </div>
    </form>
  )
}
