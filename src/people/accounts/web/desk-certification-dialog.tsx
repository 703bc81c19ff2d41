import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { addCertificationEndpoint, type ContactRecord } from '#people/accounts/domain/account-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './account-page.module.css'
import { useAccountWords } from './use-account-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskCertificationDialogProps = { contact: ContactRecord; onClose: () => void }

/** Records what a contact is certified for: some services are only for those (SPEC 3.3). */
export function DeskCertificationDialog({ contact, onClose }: DeskCertificationDialogProps) {
  const t = useAccountWords()
  const renew = useRenewAccount(contact.account.id)
  const submission = useSubmissionKey()
  const [kind, setKind] = useState('developer')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [proof, setProof] = useState('')
  const { id, name } = contact
  const save = async (): Promise<void> => {
    const body = {
      kind: kind.trim().toLowerCase(),
      validFrom: from,
      validUntil: until === '' ? null : until,
      proof: proof.trim() === '' ? null : proof.trim(),
    }
    const idempotencyKey = submission.keyFor(body)
    await request(addCertificationEndpoint, { params: { id }, body, idempotencyKey })
    await renew()
    toast({ message: t('contacts.certified', { name }) })
  }
  const check = (): Record<string, string> => ({
    ...(kind.trim() === '' && { kind: t('contacts.missing.kind') }),
    ...(from === '' && { validFrom: t('contacts.missing.from') }),
  })
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('contacts.certifyTitle', { name })}
      send={t('contacts.certifySend')}
      check={check}
      onSend={save}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={t('contacts.kind')}
            description={t('contacts.kindNote')}
            value={kind}
            maxLength={60}
            data-autofocus
            error={errorOf('kind')}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          <div className={classes.pair}>
            <TextInput
              type="date"
              label={t('contacts.from')}
              value={from}
              error={errorOf('validFrom')}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={t('contacts.until')}
              value={until}
              error={errorOf('validUntil')}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </div>
          <p className={classes.quiet}>{t('contacts.untilNote')}</p>
          <TextInput
            label={t('contacts.proof')}
            description={t('contacts.proofNote')}
            value={proof}
            maxLength={500}
            onChange={(event) => setProof(event.currentTarget.value)}
          />
        </>
      )}
    </SendDialog>
  )
}
