import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { linkCasesEndpoint, linkKind, type LinkKind } from '#desk/cases/domain/work-contract.ts'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { DeskCaseField, type FoundCase } from './desk-case-field.tsx'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { DialogBody } from './desk-dialog-parts.tsx'
import { useRefreshCase } from './desk-use-case-work.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useWorkWords } from './desk-use-work-words.ts'

type DeskLinkDialogProps = { found: CaseView; opened: boolean; onClose: () => void }

/** Links a case to another one. */
export function DeskLinkDialog({ found, opened, onClose }: DeskLinkDialogProps) {
  const t = useWorkWords()
  const { reference } = found
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('links.addTitle', { reference })} size={480}>
      <LinkForm found={found} onClose={onClose} />
    </DialogFrame>
  )
}

function LinkForm({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useWorkWords()
  const form = useDialogForm(onClose)
  const refresh = useRefreshCase()
  const [kind, setKind] = useState<LinkKind>('related')
  const [other, setOther] = useState<FoundCase>()
  const { reference } = found
  const send = (): void => {
    if (other === undefined) return form.setProblem(t('links.whichMissing'))
    void form.run(async () => {
      await request(linkCasesEndpoint, { params: { reference }, body: { kind, other: other.reference } })
      toast({ message: t('links.done', { reference: other.reference }) })
      refresh(reference)
    })
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('links.send')}>
      <NativeSelect
        label={t('links.kind')}
        value={kind}
        data={linkKind.options.map((value) => ({ value, label: t(`links.kinds.${value}`) }))}
        onChange={(event) => {
          setKind(linkKind.parse(event.currentTarget.value))
          setOther(undefined)
        }}
      />
      <DeskCaseField
        label={t('links.which')}
        except={reference}
        accountId={kind === 'related' ? undefined : found.account.id}
        chosen={other}
        onChoose={(chosen) => {
          form.setProblem(undefined)
          setOther(chosen)
        }}
      />
    </DialogBody>
  )
}
