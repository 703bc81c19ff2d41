import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { contestAbout, contestChoiceEndpoint } from '#desk/cases/domain/rank-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { toast } from '#web/components/toast.tsx'
import { kitSay } from '#web/words/i18n.ts'
import { DialogBody } from './desk-dialog-parts.tsx'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useDeskRankWords } from './desk-use-rank-words.ts'

type DeskContestDialogProps = { found: CaseView; opened: boolean; onClose: () => void }

/** The vendor contests what a customer chose, with a reason they read; it holds until it is settled (SPEC 5.4). */
export function DeskContestDialog({ found, opened, onClose }: DeskContestDialogProps) {
  const t = useDeskRankWords()
  const about = found.rank === undefined ? 'priority' : 'rank'
  return (
    <DialogFrame
      opened={opened}
      onClose={onClose}
      title={t(found.rank === undefined ? 'title.priority' : 'title.both')}
    >
      <ContestForm found={found} first={about} onClose={onClose} />
    </DialogFrame>
  )
}

type ContestFormProps = { found: CaseView; first: 'rank' | 'priority'; onClose: () => void }

function ContestForm({ found, first, onClose }: ContestFormProps) {
  const t = useDeskRankWords()
  const queryClient = useQueryClient()
  const form = useDialogForm(onClose)
  const submission = useSubmissionKey()
  const [about, setAbout] = useState<'rank' | 'priority'>(first)
  const [reason, setReason] = useState('')
  const { reference } = found
  const contest = async (): Promise<void> => {
    const body = { about, reason: reason.trim() }
    const idempotencyKey = submission.keyFor(body)
    await request(contestChoiceEndpoint, { params: { reference }, body, idempotencyKey })
    submission.renew()
    toast({ message: t('sent') })
    const stale = [['case', reference], ['timeline', reference], ['cases']]
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  }
  const send = (): void => {
    if (reason.trim() === '') form.setProblem(t('missing'))
    else void form.run(contest)
  }
  const priority = kitSay(`case.priority.${found.priority}`).toLowerCase()
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('send')}>
      {found.rank !== undefined && (
        <Radio.Group
          label={t('about')}
          value={about}
          onChange={(value) => setAbout(contestAbout.parse(value))}
        >
          <Stack gap={8} mt={8}>
            <Radio value="rank" label={t('aboutRank', { rank: found.rank })} />
            <Radio value="priority" label={t('aboutPriority', { priority })} />
          </Stack>
        </Radio.Group>
      )}
      <Textarea
        label={t('why')}
        description={t('whyNote')}
        value={reason}
        maxLength={1000}
        autosize
        minRows={3}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogBody>
  )
}
