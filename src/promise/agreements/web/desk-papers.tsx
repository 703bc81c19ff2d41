import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useRenewAccount } from '#people/accounts/web/use-renew-account.ts'
import { addDocumentEndpoint, type AgreementView } from '#promise/agreements/domain/agreement-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { uploadFile } from '#web/api/upload-file.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './amendments.module.css'
import { PaperList } from './paper-list.tsx'
import { useAmendmentWords } from './use-term-words.ts'

const taken = 'application/pdf,image/png,image/jpeg,image/webp,image/gif,image/tiff'

/** The signed papers of an agreement, and adding one. */
export function DeskPapers({ agreement, mayWrite }: { agreement: AgreementView; mayWrite: boolean }) {
  const t = useAmendmentWords()
  const renew = useRenewAccount(agreement.account.id)
  const [adding, setAdding] = useState<string>()
  const add = async (file: File | null): Promise<void> => {
    if (file === null) return
    setAdding(file.name)
    try {
      const stored = await uploadFile(file, () => {}, { idempotencyKey: crypto.randomUUID() })
      await request(addDocumentEndpoint, { params: { id: agreement.id }, body: { fileId: stored.id } })
      toast({ message: t('papers.added', { name: file.name }) })
      await renew()
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    } finally {
      setAdding(undefined)
    }
  }
  return (
    <section aria-labelledby="papers">
      <h3 id="papers">{t('papers.title')}</h3>
      <p className={classes.quiet}>{t(agreement.documents.length === 0 ? 'papers.none' : 'papers.lead')}</p>
      <PaperList papers={agreement.documents} className={pageClasses.list} />
      {mayWrite && (
        <p className={pageClasses.actions}>
          <FileButton accept={taken} onChange={(file) => void add(file)}>
            {(button) => (
              <Button size="xs" loading={adding !== undefined} {...button}>
                {adding === undefined ? t('papers.add') : t('papers.adding', { name: adding })}
              </Button>
            )}
          </FileButton>
        </p>
      )}
    </section>
  )
}
