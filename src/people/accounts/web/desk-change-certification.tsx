import { Radio, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactRecord } from '#people/accounts/domain/account-contract.ts'
import {
  changeCertificationEndpoint,
  listCertificationsEndpoint,
  revokeCertificationEndpoint,
} from '#people/accounts/domain/certification-contract.ts'
import { request } from '#web/api/request.ts'
import { pickedIds } from '#web/components/picked-file.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useFilesBlock } from '#web/components/use-files-block.ts'
import { usePickedFiles } from '#web/components/use-picked-files.ts'
import classes from './account-page.module.css'
import { certificationBody, type CertificationDraft, CertificationFields } from './certification-fields.tsx'
import { CertificationHistory } from './certification-history.tsx'
import { useCertificationWords } from './use-certification-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskChangeCertificationProps = {
  contact: ContactRecord
  held: ContactRecord['certifications'][number]
  onClose: () => void
}
const acts = ['correct', 'revoke'] as const

/** Corrects or revokes a certification; what stood before stays on record, and is shown. */
export function DeskChangeCertification({ contact, held, onClose }: DeskChangeCertificationProps) {
  const t = useCertificationWords()
  const renew = useRenewAccount(contact.account.id)
  const picked = usePickedFiles()
  const block = useFilesBlock(picked.files)
  const [act, setAct] = useState<(typeof acts)[number]>('correct')
  const [reason, setReason] = useState('')
  const { kind, validFrom: from, validUntil, proof } = held
  const [draft, setDraft] = useState<CertificationDraft>({
    kind,
    from,
    until: validUntil ?? '',
    proof: proof ?? '',
  })
  const history = useQuery({
    queryKey: ['certifications', contact.id],
    queryFn: ({ signal }) => request(listCertificationsEndpoint, { params: { id: contact.id }, signal }),
  })
  const file = history.data?.items.find((one) => one.id === held.id)?.proofFile ?? null
  const onFile = file === null ? null : { name: file, href: `/api/v1/certifications/${held.id}/proof` }
  const save = async (): Promise<void> => {
    const params = { id: held.id }
    const why = reason.trim()
    if (act === 'revoke') await request(revokeCertificationEndpoint, { params, body: { reason: why } })
    else {
      const body = { ...certificationBody(draft, pickedIds(picked.files)), reason: why }
      await request(changeCertificationEndpoint, { params, body })
    }
    await Promise.all([renew(), history.refetch()])
    toast({ message: t(act === 'revoke' ? 'revoked' : 'corrected') })
  }
  const check = (): Record<string, string> => ({
    ...(act === 'correct' && draft.kind.trim() === '' && { kind: t('missing.kind') }),
    ...(act === 'correct' && draft.from === '' && { validFrom: t('missing.from') }),
    ...(act === 'correct' && block !== undefined && { proofFileId: block }),
    ...(reason.trim() === '' && { reason: t('missing.reason') }),
  })
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('change', { name: contact.name })}
      send={t(act === 'correct' ? 'correctSend' : 'revokeSend')}
      check={check}
      onSend={save}
    >
      {(errorOf) => (
        <>
          <Radio.Group
            label={t('what')}
            value={act}
            onChange={(value) => setAct(acts.find((one) => one === value) ?? 'correct')}
          >
            <div className={classes.group}>
              {acts.map((one) => (
                <Radio key={one} value={one} label={t(one)} description={t(`${one}Note`)} />
              ))}
            </div>
          </Radio.Group>
          {act === 'correct' && (
            <CertificationFields
              draft={draft}
              onChange={(news) => setDraft({ ...draft, ...news })}
              picked={picked}
              onFile={onFile}
              errorOf={errorOf}
            />
          )}
          <Textarea
            label={t('reason')}
            description={t('reasonNote')}
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            error={errorOf('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <CertificationHistory items={history.data?.items ?? []} />
        </>
      )}
    </SendDialog>
  )
}
