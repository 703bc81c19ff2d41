import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallInput } from '#desk/cases/domain/call.ts'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { logCallEndpoint } from '#desk/cases/domain/work-contract.ts'
import { askEntitlementEndpoint } from '#promise/entitlements/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { toast } from '#web/components/toast.tsx'
import { outcomeTone } from '#web/components/wire-decision.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { callOf, DeskCallFields, newCallDraft } from './desk-call-fields.tsx'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { DialogBody } from './desk-dialog-parts.tsx'
import parts from './desk-dialog-parts.module.css'
import type { CallDraft } from './desk-new-case-draft.ts'
import classes from './desk-work.module.css'
import { useRefreshCase } from './desk-use-case-work.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useWorkWords } from './desk-use-work-words.ts'

type DeskCallDialogProps = { found: CaseView; opened: boolean; onClose: () => void }

/** Logs a call or session about a case that is there, with what the agreement says about the channel. */
export function DeskCallDialog({ found, opened, onClose }: DeskCallDialogProps) {
  const t = useWorkWords()
  const { reference } = found
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('call.title', { reference })} size={480}>
      <CallForm found={found} onClose={onClose} />
    </DialogFrame>
  )
}

function CallForm({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useWorkWords()
  const form = useDialogForm(onClose)
  const now = useNow()
  const { format } = useWords()
  const refresh = useRefreshCase()
  const submission = useSubmissionKey()
  const [by, setBy] = useState<CallInput['by']>('phone')
  const [draft, setDraft] = useState<CallDraft>(() => newCallDraft(now, format.timeZone, found.contact.name))
  const { reference } = found
  const log = async (body: CallInput): Promise<void> => {
    const idempotencyKey = submission.keyFor(body)
    const { decision } = await request(logCallEndpoint, { params: { reference }, body, idempotencyKey })
    const refused = outcomeTone(decision.outcome) === 'against'
    const reason = decision.reasons[0]?.text ?? ''
    toast({ message: refused ? t('call.doneRefused', { reason }) : t('call.done') })
    refresh(reference)
  }
  const send = (): void => {
    const call = callOf(draft, format.timeZone, by)
    if (call === undefined) return form.setProblem(t('call.missing'))
    void form.run(() => log(call))
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('call.send')}>
      <p className={classes.lead}>{t('call.lead')}</p>
      <Radio.Group
        label={t('call.by')}
        value={by}
        onChange={(value) => setBy(value === 'phone' ? 'phone' : 'live_session')}
      >
        <div className={parts.choices}>
          <Radio value="phone" label={t('call.phone')} />
          <Radio value="live_session" label={t('call.live_session')} />
        </div>
      </Radio.Group>
      <DeskCallFields draft={draft} onChange={setDraft} />
      <ChannelDecision found={found} by={by} />
    </DialogBody>
  )
}

/** What the agreement says about the channel; the call is logged whatever that is. */
function ChannelDecision({ found, by }: { found: CaseView; by: CallInput['by'] }) {
  const t = useWorkWords()
  const question = {
    channel: by,
    type: 'problem' as const,
    productCode: found.product?.code ?? null,
    priority: 'medium' as const,
    contactId: found.contact.id,
  }
  const answer = useQuery({
    queryKey: ['entitlement', question],
    queryFn: ({ signal }) => request(askEntitlementEndpoint, { body: question, signal }),
  })
  if (answer.data === undefined) return null
  return (
    <div className={parts.effect}>
      <h3>{t('open.decision')}</h3>
      <EntitlementPanel decision={{ ...answer.data, waysForward: [] }} />
    </div>
  )
}
