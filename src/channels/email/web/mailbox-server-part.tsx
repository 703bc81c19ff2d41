import { NativeSelect, TextInput } from '@mantine/core'
import { relaySecurities } from '#channels/email/domain/mail-settings-contract.ts'
import { mailboxPresets, presetOfHost } from '#channels/email/domain/mailbox-presets.ts'
import { withPreset, withSecurity } from './mailbox-draft.ts'
import classes from './mail-settings.module.css'
import type { MailboxForm } from './use-mailbox-form.ts'
import { useMailboxWords } from './use-mailbox-words.ts'

/** Which provider or server holds the mailbox. */
export function MailboxServerPart({ form }: { form: MailboxForm }) {
  const t = useMailboxWords()
  const { draft, put, errorOf } = form
  return (
    <>
      <NativeSelect
        label={t('form.provider')}
        value={presetOfHost(draft.host)?.id ?? 'other'}
        data={[
          ...mailboxPresets.map(({ id, name }) => ({ value: id, label: name })),
          { value: 'other', label: t('form.otherProvider') },
        ]}
        onChange={(event) => {
          const preset = mailboxPresets.find(({ id }) => id === event.currentTarget.value)
          put(preset === undefined ? { host: '' } : withPreset(preset))
        }}
      />
      <TextInput
        label={t('form.name')}
        placeholder={t('form.namePlaceholder')}
        maxLength={100}
        value={draft.name}
        error={errorOf('name')}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <div className={classes.hostAndPort}>
        <TextInput
          label={t('form.host')}
          description={t('form.hostHint')}
          placeholder="imap.example.com"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.host}
          error={errorOf('host')}
          onChange={(event) => put({ host: event.currentTarget.value })}
        />
        <TextInput
          label={t('form.port')}
          inputMode="numeric"
          value={draft.port}
          error={errorOf('port')}
          onChange={(event) => put({ port: event.currentTarget.value })}
        />
      </div>
      <NativeSelect
        label={t('form.security')}
        description={draft.security === 'none' ? t('form.noneWarning') : undefined}
        value={draft.security}
        data={(['tls', 'starttls', 'none'] as const).map((value) => ({
          value,
          label: t(`form.securityOf.${value}`),
        }))}
        onChange={(event) => {
          const chosen = relaySecurities.find((one) => one === event.currentTarget.value)
          if (chosen !== undefined) put(withSecurity(draft, chosen))
        }}
      />
    </>
  )
}
