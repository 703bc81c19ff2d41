import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import type { MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { type MailboxDraft, signInKinds, withKind } from './mailbox-draft.ts'
import classes from './mailboxes.module.css'
import type { MailboxForm } from './use-mailbox-form.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

type PartProps = { form: MailboxForm; kept: MailboxView | null }

/** How a mailbox is opened: with a password, or by permission of a provider. */
export function MailboxSignInPart({ form, kept }: PartProps) {
  const t = useMailboxWords()
  const { draft, put, errorOf } = form
  const keepsPassword =
    kept?.signIn.kind === 'password' && kept.signIn.hasPassword && kept.user === draft.user.trim()
  return (
    <>
      <h2>{t('form.signIn')}</h2>
      <TextInput
        label={t('form.user')}
        description={t('form.userHint')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={draft.user}
        error={errorOf('user')}
        onChange={(event) => put({ user: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('form.kind')}
        value={draft.kind}
        data={signInKinds.map((value) => ({ value, label: t(`form.kindOf.${value}`) }))}
        onChange={(event) => {
          const chosen = signInKinds.find((one) => one === event.currentTarget.value)
          if (chosen !== undefined) put(withKind(chosen))
        }}
      />
      {draft.kind === 'password' ? (
        <PasswordInput
          label={t('form.password')}
          description={t(keepsPassword ? 'form.passwordKept' : 'form.passwordHint')}
          autoComplete="new-password"
          value={draft.password}
          error={errorOf('password')}
          onChange={(event) => put({ password: event.currentTarget.value })}
        />
      ) : (
        <Permission form={form} kept={kept} kind={draft.kind} />
      )}
    </>
  )
}

type Kind = Exclude<MailboxDraft['kind'], 'password'>

function Permission({ form, kept, kind }: PartProps & { kind: Kind }) {
  const t = useMailboxWords()
  const { draft, put, errorOf } = form
  const keepsSecret = kept?.signIn.kind === 'oauth' && kept.signIn.hasClientSecret
  return (
    <>
      <Guide kind={kind} />
      <TextInput
        label={t('form.clientId')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={draft.clientId}
        error={errorOf('clientId')}
        onChange={(event) => put({ clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('form.clientSecret')}
        description={t(keepsSecret ? 'form.secretKept' : 'form.secretHint')}
        autoComplete="new-password"
        value={draft.clientSecret}
        error={errorOf('clientSecret')}
        onChange={(event) => put({ clientSecret: event.currentTarget.value })}
      />
      <details className={classes.details} open={kind === 'other' || undefined}>
        <summary>{t('form.addresses')}</summary>
        <div>
          {(['authorizeUrl', 'tokenUrl', 'scope'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`form.${field}`)}
              autoCapitalize="none"
              spellCheck={false}
              value={draft[field]}
              error={errorOf(field)}
              onChange={(event) => put({ [field]: event.currentTarget.value })}
            />
          ))}
        </div>
      </details>
    </>
  )
}

/** What has to be done once at the provider, and the address it sends people back to. */
function Guide({ kind }: { kind: Kind }) {
  const t = useMailboxWords()
  return (
    <div className={classes.guide}>
      <h3>{t('guide.title')}</h3>
      <ol>
        {(['one', 'two', 'three', 'four'] as const).map((step) => (
          <li key={step}>{t(`guide.${kind}.${step}`)}</li>
        ))}
      </ol>
      <p>
        {t('guide.redirect')}: <code>{`${window.location.origin}/admin/mailboxes/consent`}</code>
      </p>
    </div>
  )
}
