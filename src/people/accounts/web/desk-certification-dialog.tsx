import { useState } from 'react'
import { addCertificationEndpoint, type ContactRecord } from '#people/accounts/domain/account-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { pickedIds } from '#web/components/picked-file.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useFilesBlock } from '#web/components/use-files-block.ts'
import { usePickedFiles } from '#web/components/use-picked-files.ts'
import { certificationBody, type CertificationDraft, CertificationFields } from './certification-fields.tsx'
import { useCertificationWords } from './use-certification-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskCertificationDialogProps = { contact: ContactRecord; onClose: () => void }

/** Records what a contact is certified for: some services are only for those (SPEC 3.3). */
export function DeskCertificationDialog({ contact, onClose }: DeskCertificationDialogProps) {
  const t = useCertificationWords()
  const renew = useRenewAccount(contact.account.id)
  const submission = useSubmissionKey()
  const picked = usePickedFiles()
  const block = useFilesBlock(picked.files)
  const [draft, setDraft] = useState<CertificationDraft>({
    kind: 'developer',
    from: '',
    until: '',
    proof: '',
  })
  const { id, name } = contact
  const save = async (): Promise<void> => {
    const body = certificationBody(draft, pickedIds(picked.files))
    const idempotencyKey = submission.keyFor(body)
    await request(addCertificationEndpoint, { params: { id }, body, idempotencyKey })
    await renew()
    toast({ message: t('added', { name }) })
  }
  const check = (): Record<string, string> => ({
    ...(draft.kind.trim() === '' && { kind: t('missing.kind') }),
    ...(draft.from === '' && { validFrom: t('missing.from') }),
    ...(block !== undefined && { proofFileId: block }),
  })
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('add', { name })}
      send={t('addSend')}
      check={check}
      onSend={save}
    >
      {(errorOf) => (
        <CertificationFields
          draft={draft}
          onChange={(news) => setDraft({ ...draft, ...news })}
          picked={picked}
          onFile={null}
          errorOf={errorOf}
        />
      )}
    </SendDialog>
  )
}
