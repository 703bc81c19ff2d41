import { useEffect, useState } from 'react'
import { Button, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { finishConsentEndpoint } from '#channels/email/domain/mailbox-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { MailboxAdmins } from './mailbox-admins.tsx'
import classes from './mail-settings.module.css'
import { useMailboxWords } from './use-mailbox-words.ts'

/** Where a provider sends an admin back to after allowing a mailbox to be read. */
export function AdminMailboxConsent() {
  const t = useMailboxWords()
  return (
    <MailboxAdmins title={t('consent.title')}>
      <AdminPage title={t('consent.title')} width="text">
        <WayBack />
      </AdminPage>
    </MailboxAdmins>
  )
}

type Sent = { state: string; code: string; refusal: string }

/** Read once, and taken out of the address: it is in no history, and is sent nowhere but to us. */
function takeSent(): Sent {
  const query = new URLSearchParams(window.location.search)
  const refusal = query.get('error_description') ?? query.get('error') ?? ''
  return { state: query.get('state') ?? '', code: query.get('code') ?? '', refusal }
}

function WayBack() {
  const t = useMailboxWords()
  const [sent] = useState(takeSent)
  const finish = useMutation({
    mutationFn: ({ state, code }: Sent) => request(finishConsentEndpoint, { body: { state, code } }),
  })
  const { mutate } = finish
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname)
    if (sent.code !== '') mutate(sent)
  }, [mutate, sent])
  const toList = (
    <Button component={AppLink} href="/admin/mailboxes">
      {t('consent.toList')}
    </Button>
  )
  if (finish.data !== undefined) {
    const { id, name } = finish.data
    const see = (
      <Button component={AppLink} href={`/admin/mailboxes/${id}`} variant="filled">
        {t('consent.toMailbox')}
      </Button>
    )
    return (
      <EmptyState title={t('consent.done', { name })} action={see}>
        {t('consent.doneText')}
      </EmptyState>
    )
  }
  if (sent.code === '' && sent.refusal === '')
    return <EmptyState title={t('consent.nothing')} action={toList} />
  if (sent.code === '' || finish.error !== null) {
    const why =
      finish.error === null ? t('consent.refused', { said: sent.refusal }) : problemSentence(finish.error)
    return (
      <EmptyState title={t('consent.failed')} action={toList}>
        <p>{why}</p>
        <p>{t('consent.again')}</p>
      </EmptyState>
    )
  }
  return (
    <p className={classes.busy} role="status">
      <Loader size={16} /> {t('consent.working')}
    </p>
  )
}
