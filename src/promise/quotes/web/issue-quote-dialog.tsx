import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useRenewAccount } from '#people/accounts/web/use-renew-account.ts'
import { issueQuoteEndpoint, type QuoteView } from '#promise/quotes/domain/contract.ts'
import type { Quote } from '#promise/quotes/domain/quote.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useQuoteWords } from './use-quote-words.ts'

const choices = [14, 30, 60, 90]

type IssueQuoteDialogProps = { view: QuoteView; kind: Quote['kind']; onClose: () => void }

/** Issues what was read, and nothing that changed meanwhile. */
export function IssueQuoteDialog({ view, kind, onClose }: IssueQuoteDialogProps) {
  const t = useQuoteWords()
  const renewAccount = useRenewAccount(view.account.id)
  const submission = useSubmissionKey()
  const [validDays, setValidDays] = useState(30)
  const issue = async (): Promise<void> => {
    const body = { version: view.version, validDays }
    const idempotencyKey = submission.keyFor(body)
    const params = { id: view.agreementId }
    try {
      const { number } = await request(issueQuoteEndpoint, { params, body, idempotencyKey })
      toast({ message: t('done', { number }) })
    } finally {
      await renewAccount()
    }
  }
  return (
    <SendDialog opened onClose={onClose} title={t('issueTitle')} send={t('issue')} onSend={issue}>
      {() => (
        <>
          <p>{t('issueLead')}</p>
          {kind === 'confirmation' ? (
            <p>{t('issueConfirmation')}</p>
          ) : (
            <NativeSelect
              label={t('validFor')}
              value={validDays}
              data-autofocus
              data={choices.map((count) => ({ value: String(count), label: t('days', { count }) }))}
              onChange={(event) => setValidDays(Number(event.currentTarget.value))}
            />
          )}
        </>
      )}
    </SendDialog>
  )
}
