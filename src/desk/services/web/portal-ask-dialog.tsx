import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { askApprovalEndpoint, type OnRequestService } from '#desk/services/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useRenewApprovals } from './approval-queries.ts'
import { useApprovalWords } from './use-approval-words.ts'

type PortalAskDialogProps = {
  item: OnRequestService
  environments: CoverView['environments']
  onClose: () => void
}

/** The short form with which a service is asked for. */
export function PortalAskDialog({ item, environments, onClose }: PortalAskDialogProps) {
  const t = useApprovalWords()
  const renew = useRenewApprovals()
  const submission = useSubmissionKey()
  const [purpose, setPurpose] = useState('')
  const [environmentId, setEnvironmentId] = useState('')
  const [note, setNote] = useState('')
  // A report is about the company; a release is tested somewhere.
  const hasPlace = item.service.startsWith('release.') && environments.length > 0
  const send = async (): Promise<void> => {
    const body = {
      service: item.service,
      purpose: purpose.trim(),
      ...(environmentId !== '' && { environmentId }),
      ...(note.trim() !== '' && { note: note.trim() }),
    }
    const { reference } = await request(askApprovalEndpoint, {
      body,
      idempotencyKey: submission.keyFor(body),
    })
    await renew()
    toast({ message: t('form.sent', { reference }) })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('form.title', { service: item.name })}
      lead={t('form.lead')}
      send={t('form.send')}
      check={() => (purpose.trim() === '' ? { purpose: t('form.missing') } : {})}
      onSend={send}
    >
      {(errorOf) => (
        <>
          <Textarea
            label={t('form.purpose')}
            description={t('form.purposeNote')}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
            value={purpose}
            error={errorOf('purpose')}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          {hasPlace && (
            <NativeSelect
              label={t('form.environment')}
              value={environmentId}
              error={errorOf('environmentId')}
              onChange={(event) => setEnvironmentId(event.currentTarget.value)}
              data={[
                { value: '', label: t('form.anyEnvironment') },
                ...environments.map(({ id, name, product, version }) => ({
                  value: id,
                  label: `${name} (${product} ${version})`,
                })),
              ]}
            />
          )}
          <Textarea
            label={t('form.note')}
            autosize
            minRows={2}
            maxLength={1000}
            value={note}
            error={errorOf('note')}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
    </SendDialog>
  )
}
