import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { OvertakenNote } from '#web/components/overtaken-note.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { MailboxTrustPart } from './mail-trust-part.tsx'
import { MailboxAdmins } from './mailbox-admins.tsx'
import { MailboxFolderPart } from './mailbox-folder-part.tsx'
import { mailboxesKey, mailboxQuery } from './mailbox-queries.ts'
import { MailboxServerPart } from './mailbox-server-part.tsx'
import { MailboxSignInPart } from './mailbox-sign-in-part.tsx'
import { MailboxState } from './mailbox-state.tsx'
import { MailboxTestPart } from './mailbox-test-part.tsx'
import classes from './mailboxes.module.css'
import settingsClasses from './mail-settings.module.css'
import { useMailboxForm } from './use-mailbox-form.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

/** A mailbox that is to be read. For admins. */
export function AdminNewMailbox() {
  const t = useMailboxWords()
  return (
    <MailboxAdmins title={t('form.addTitle')}>
      <AdminPage title={t('form.addTitle')} width="text">
        <BackLink href="/admin/mailboxes">{t('toList')}</BackLink>
        <Form kept={null} />
      </AdminPage>
    </MailboxAdmins>
  )
}

/** One mailbox: how it goes, its settings, and a test. For admins. */
export function AdminMailbox() {
  const t = useMailboxWords()
  return (
    <MailboxAdmins title={t('title')}>
      <OneMailbox />
    </MailboxAdmins>
  )
}

function OneMailbox() {
  const t = useMailboxWords()
  const { id = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(mailboxQuery(id))
  useLiveTopics({ mailboxes: [mailboxesKey] })
  return (
    <AdminPage title={data?.name ?? t('title')} width="text">
      <BackLink href="/admin/mailboxes">{t('toList')}</BackLink>
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('oneFailed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          <div className={classes.notice} aria-live="polite">
            <MailboxState mailbox={data} />
          </div>
          <Form key={data.id} kept={data} />
          <MailboxTrustPart id={data.id} />
        </>
      )}
    </AdminPage>
  )
}

function Form({ kept }: { kept: MailboxView | null }) {
  const t = useMailboxWords()
  const form = useMailboxForm(kept)
  const { draft, sending } = form
  const givenNow = () => {
    const known = kept === null ? {} : { id: kept.id }
    if (kept !== null && !form.isDirty) return known
    const settings = form.check()
    return settings === undefined ? undefined : { ...known, settings }
  }
  return (
    <>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.save()
        }}
      >
        <MailboxServerPart form={form} />
        <MailboxSignInPart form={form} kept={kept} />
        <MailboxFolderPart form={form} />
        {sending.sentence !== undefined && (
          <p className={settingsClasses.problem} role="alert">
            {t('form.failed')} {sending.sentence}
          </p>
        )}
        <OvertakenNote form={form} sending={sending} />
        <div className={classes.tools}>
          <Button type="submit" variant="filled" loading={sending.busy}>
            {t(form.connects ? 'form.saveAndConnect' : 'form.save')}
          </Button>
        </div>
      </form>
      {draft.kind !== 'password' && !form.isAllowed && (
        <p className={classes.later}>{t('test.connectFirst')}</p>
      )}
      {(draft.kind === 'password' || form.isAllowed) && (
        <MailboxTestPart key={form.from?.version} host={draft.host} givenNow={givenNow} />
      )}
    </>
  )
}
