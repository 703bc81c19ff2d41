import { Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { saveMailPrivacyEndpoint } from '#channels/email/domain/template-contract.ts'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useSending } from '#web/api/use-sending.ts'
import { toast } from '#web/components/toast.tsx'
import { mailPrivacyQuery } from './leaving-queries.ts'
import classes from './mail-privacy-part.module.css'
import { useLeavingWords } from './use-leaving-words.ts'

/** On the page of an account, for staff. */
export function AccountMailPrivacy() {
  return <MailPrivacyPart accountId={useAccountId()} />
}

/** In the portal: everybody of the company sees it, its admins change it. */
export function OwnMailPrivacy() {
  const { account } = useMe()
  return account === null ? null : <MailPrivacyPart accountId={account.id} own />
}

function MailPrivacyPart({ accountId, own = false }: { accountId: string; own?: boolean }) {
  const t = useLeavingWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const mayChange = useMe().permissions.includes('mail_privacy.change')
  const query = mailPrivacyQuery(accountId)
  const { data, error } = useQuery(query)
  useLiveTopics({ mail_privacy: [query.queryKey] })
  const save = (withoutContent: boolean) =>
    sending.run(async () => {
      const body = { withoutContent, version: data?.version ?? 0 }
      const saved = await request(saveMailPrivacyEndpoint, { params: { id: accountId }, body })
      queryClient.setQueryData(query.queryKey, saved)
      toast({ message: t('privacy.saved') })
    })
  return (
    <section className={classes.part} aria-labelledby="mail-privacy">
      <h2 id="mail-privacy">{t('privacy.title')}</h2>
      <p>{t('privacy.text')}</p>
      {data === undefined && error !== null && <p role="alert">{t('privacy.failed')}</p>}
      {data !== undefined && mayChange && (
        <Switch
          label={t(own ? 'privacy.toggle' : 'privacy.toggleDesk')}
          checked={data.withoutContent}
          disabled={sending.busy}
          error={sending.sentence}
          onChange={(event) => void save(event.currentTarget.checked)}
        />
      )}
      {data !== undefined && !mayChange && (
        <p>
          {t(data.withoutContent ? 'privacy.on' : 'privacy.off')} {own && t('privacy.onlyAdmins')}
        </p>
      )}
      {data !== undefined && data.changedBy !== null && (
        <p className={classes.quiet}>{t('privacy.by', { name: data.changedBy })}</p>
      )}
    </section>
  )
}
