import { Autocomplete, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listCertificationKindsEndpoint } from '#people/accounts/domain/certification-contract.ts'
import { request } from '#web/api/request.ts'
import { AttachmentPicker } from '#web/components/attachment-picker.tsx'
import type { PickedFiles } from '#web/components/use-picked-files.ts'
import classes from './account-page.module.css'
import { useCertificationWords } from './use-certification-words.ts'

export type CertificationDraft = { kind: string; from: string; until: string; proof: string }

type CertificationFieldsProps = {
  draft: CertificationDraft
  onChange: (news: Partial<CertificationDraft>) => void
  picked: PickedFiles
  /** A file that is on record already. */
  onFile: { name: string; href: string } | null
  errorOf: (path: string) => string | undefined
}

/** What is certified, from and until when, and what proves it. */
export function CertificationFields({ draft, onChange, picked, onFile, errorOf }: CertificationFieldsProps) {
  const t = useCertificationWords()
  const kinds = useQuery({
    queryKey: ['certification-kinds'],
    queryFn: ({ signal }) => request(listCertificationKindsEndpoint, { signal }),
  })
  const known = kinds.data?.items ?? []
  const opens = known.find((one) => one.kind === draft.kind.trim().toLowerCase())?.services ?? []
  return (
    <>
      <Autocomplete
        label={t('kind')}
        description={opens.length > 0 ? t('opens', { services: opens.join(', ') }) : t('kindNote')}
        data={known.map((one) => one.kind)}
        value={draft.kind}
        maxLength={60}
        error={errorOf('kind')}
        onChange={(kind) => onChange({ kind })}
      />
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={t('from')}
          value={draft.from}
          error={errorOf('validFrom')}
          onChange={(event) => onChange({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('until')}
          value={draft.until}
          error={errorOf('validUntil')}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
        />
      </div>
      <p className={classes.quiet}>{t('untilNote')}</p>
      <TextInput
        label={t('proof')}
        description={t('proofNote')}
        value={draft.proof}
        maxLength={500}
        error={errorOf('proof')}
        onChange={(event) => onChange({ proof: event.currentTarget.value })}
      />
      <div>
        <p className={classes.quiet}>
          {onFile === null ? t('file') : <a href={onFile.href}>{t('onFile', { name: onFile.name })}</a>}
        </p>
        <AttachmentPicker picked={picked} />
        {errorOf('proofFileId') !== undefined && <p role="alert">{errorOf('proofFileId')}</p>}
      </div>
    </>
  )
}

/** The draft as the API takes it. */
export function certificationBody(
  { kind, from, until, proof }: CertificationDraft,
  fileIds: readonly string[],
) {
  return {
    kind: kind.trim().toLowerCase(),
    validFrom: from,
    validUntil: until === '' ? null : until,
    proof: proof.trim() === '' ? null : proof.trim(),
    proofFileId: fileIds[0] ?? null,
  }
}
