import { Radio } from '@mantine/core'
import { useState } from 'react'
import { type CaseView, closeReason } from '#desk/cases/domain/contract.ts'
import { CLOSE_REASONS } from '#desk/cases/domain/status-machine.ts'
import { closeCaseEndpoint, takeBackCloseEndpoint } from '#desk/cases/domain/work-contract.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { DeskCaseField, type FoundCase } from './desk-case-field.tsx'
import { DialogBody } from './desk-dialog-parts.tsx'
import classes from './desk-dialog-parts.module.css'
import { useShowCase } from './desk-use-case-work.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'
import { useWorkWords } from './desk-use-work-words.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'

type DeskCloseDialogProps = { found: CaseView; opened: boolean; onClose: () => void }

/** Ends a case without a solution, for one of the reasons that count in no rate (SPEC 4.3). */
export function DeskCloseDialog({ found, opened, onClose }: DeskCloseDialogProps) {
  const t = useDeskWords()
  return (
    <DialogFrame
      opened={opened}
      onClose={onClose}
      title={t('close.title', { reference: found.reference })}
      size={480}
    >
      <CloseForm found={found} onClose={onClose} />
    </DialogFrame>
  )
}

function CloseForm({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useDeskWords()
  const say = useWorkWords()
  const form = useDialogForm(onClose)
  const close = useClose(found)
  const [chosen, setChosen] = useState('')
  const [original, setOriginal] = useState<FoundCase>()
  const { reference } = found
  const send = (): void => {
    const reason = closeReason.safeParse(chosen).data
    if (reason === undefined) return form.setProblem(t('close.missing'))
    const isDuplicate = reason === 'duplicate'
    if (isDuplicate && original === undefined) return form.setProblem(say('close.duplicateMissing'))
    void form.run(() => close({ reason, ...(isDuplicate && { duplicateOf: original?.reference }) }))
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('close.send')}>
      <p className={classes.lead}>{say('close.lead')}</p>
      <Radio.Group
        label={t('close.reason')}
        value={chosen}
        onChange={(value) => {
          form.setProblem(undefined)
          setChosen(value)
        }}
      >
        <div className={classes.choices}>
          {CLOSE_REASONS.map((reason) => (
            <Radio key={reason} value={reason} label={t(`close.reasons.${reason}`)} />
          ))}
        </div>
      </Radio.Group>
      {chosen === 'duplicate' && (
        <DeskCaseField
          label={say('close.duplicateOf')}
          note={say('close.duplicateNote')}
          except={reference}
          accountId={found.account.id}
          chosen={original}
          onChoose={(one) => {
            form.setProblem(undefined)
            setOriginal(one)
          }}
        />
      )}
    </DialogBody>
  )
}

type Close = Omit<NonNullable<BodyOf<typeof closeCaseEndpoint>>, 'version'>

/** Closes, and offers to take it back while the server still takes it back. */
function useClose({ reference, version }: CaseView): (how: Close) => Promise<void> {
  const t = useDeskWords()
  const show = useShowCase()
  const params = { reference }
  return async (how) => {
    show(await request(closeCaseEndpoint, { params, body: { ...how, version } }))
    const undo = (): void => {
      void request(takeBackCloseEndpoint, { params, body: {} })
        .then((back) => {
          show(back)
          toast({ message: t('change.undone') })
        })
        .catch((problem: unknown) => toast({ message: problemSentence(problem), tone: 'bad' }))
    }
    toast({ message: t('change.closed', { reference }), undo })
  }
}
