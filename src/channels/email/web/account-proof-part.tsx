import { Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { saveAccountMailEndpoint } from '#channels/email/domain/mail-trust-contract.ts'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './mail-privacy-part.module.css'
import { accountProofQuery } from './mail-trust-queries.ts'
import { useMailTrustWords } from './use-mail-trust-words.ts'

/** On the page of an account: what proves its mail. Admins only. */
export function AccountProof() {
  const accountId = useAccountId()
  return useMe().permissions.includes('mail.manage') ? <ProofPart accountId={accountId} /> : null
}

function ProofPart({ accountId }: { accountId: string }) {
  const t = useMailTrustWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const query = accountProofQuery(accountId)
  const { data, error } = useQuery(query)
  /** Resolves with the version that it has now. */
  const put = async (signatureCounts: boolean, version: number): Promise<number> => {
    const body = { signatureCounts, version }
    try {
      const saved = await request(saveAccountMailEndpoint, { params: { id: accountId }, body })
      queryClient.setQueryData(query.queryKey, saved)
      return saved.version
    } catch (failure) {
      // Where a colleague was faster, what they set is shown.
      void queryClient.invalidateQueries({ queryKey: query.queryKey })
      throw failure
    }
  }
  const say = (counts: boolean) => t(counts ? 'account.on' : 'account.off')
  const takeBack = async (counts: boolean, version: number): Promise<void> => {
    try {
      await put(counts, version)
      toast({ message: say(counts) })
    } catch (failure) {
      toast({ message: t('notDone', { why: problemSentence(failure) }), tone: 'bad' })
    }
  }
  const save = (counts: boolean, known: number) =>
    sending.run(async () => {
      const version = await put(counts, known)
      toast({ message: say(counts), undo: () => void takeBack(!counts, version) })
    })
  return (
    <section className={classes.part} aria-labelledby="account-proof">
      <h2 id="account-proof">{t('account.title')}</h2>
      <p>{t('account.text')}</p>
      {data === undefined && error !== null && <p role="alert">{t('account.failed')}</p>}
      {data !== undefined && (
        <Switch
          label={t('account.toggle')}
          checked={data.signatureCounts}
          disabled={sending.busy}
          error={sending.sentence}
          onChange={(event) => void save(event.currentTarget.checked, data.version)}
        />
      )}
    </section>
  )
}
