import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type CaseView, solveCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { EmptyState } from '#web/components/states.tsx'
import { toast } from '#web/components/toast.tsx'
import { useKeptText } from '#web/components/use-kept-text.ts'
import { DialogBody } from './desk-dialog-parts.tsx'
import { caseQuery } from './desk-queries.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'

type DeskSolveDialogProps = {
  found: CaseView
  opened: boolean
  onClose: () => void
  /** Puts the reader into the reply instead. */
  onWrite: () => void
}

/** What solved it and what caused it (SPEC 5.5); before any answer, the way to one. */
export function DeskSolveDialog({ found, opened, onClose, onWrite }: DeskSolveDialogProps) {
  const t = useDeskWords()
  return (
    <DialogFrame
      opened={opened}
      onClose={onClose}
      title={t('solve.title', { reference: found.reference })}
      size={560}
    >
      {found.allowed.includes('solve') ? (
        <SolveForm found={found} onClose={onClose} />
      ) : (
        <EmptyState
          title={t('solve.needsReply')}
          action={
            <Button variant="filled" onClick={onWrite}>
              {t('solve.write')}
            </Button>
          }
        >
          {t('solve.needsReplyText')}
        </EmptyState>
      )}
    </DialogFrame>
  )
}

function SolveForm({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useDeskWords()
  const { reference } = found
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const form = useDialogForm(onClose)
  const [solution, setSolution] = useKeptText(`${reference}:solution`)
  const [cause, setCause] = useKeptText(`${reference}:cause`)
  const [tried, setTried] = useState(false)
  const solve = async (): Promise<void> => {
    const body = { solution: solution.trim(), cause: cause.trim() }
    const idempotencyKey = submission.keyFor(body)
    const solved = await request(solveCaseEndpoint, { params: { reference }, body, idempotencyKey })
    submission.renew()
    setSolution('')
    setCause('')
    queryClient.setQueryData(caseQuery(reference).queryKey, solved)
    for (const queryKey of [['timeline', reference], ['cases'], ['counts']])
      void queryClient.invalidateQueries({ queryKey })
    // What can still be taken back is said by the case, together with the way to do it.
    if (solved.unsent === undefined) toast({ message: t('change.solved', { reference }) })
  }
  const send = (): void => {
    setTried(true)
    if (solution.trim() !== '' && cause.trim() !== '') void form.run(solve)
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('solve.send')}>
      <Textarea
        label={t('solve.solution')}
        description={t('solve.solutionNote')}
        value={solution}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={100_000}
        data-autofocus
        error={tried && solution.trim() === '' ? t('solve.solutionMissing') : undefined}
        onChange={(event) => setSolution(event.currentTarget.value)}
      />
      <Textarea
        label={t('solve.cause')}
        description={t('solve.causeNote')}
        value={cause}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        error={tried && cause.trim() === '' ? t('solve.causeMissing') : undefined}
        onChange={(event) => setCause(event.currentTarget.value)}
      />
    </DialogBody>
  )
}
