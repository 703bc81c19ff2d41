import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { type MailSettings, relaySecurities } from '#channels/email/domain/mail-settings-contract.ts'
import { OvertakenNote } from '#web/components/overtaken-note.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { RelayTestPart } from './relay-test-part.tsx'
import classes from './mail-settings.module.css'
import { useMailSettingsWords } from './use-mail-settings-words.ts'
import { useRelayForm } from './use-relay-form.ts'

type Outgoing = MailSettings['outgoing']

/** By which mail server mail leaves, and a test that shows where it fails. */
export function MailOut({ outgoing }: { outgoing: Outgoing }) {
  const t = useMailSettingsWords()
  const { by, relay, testedAt } = outgoing
  return (
    <section className={classes.section} aria-labelledby="mail-out">
      <SectionHead id="mail-out" title={t('out.title')} />
      <p className={classes.text}>
        {t(`out.${by}`, { host: relay?.host })}{' '}
        {by !== 'nothing' &&
          (testedAt === null ? (
            t('out.notTested')
          ) : (
            <>
              {t('out.tested')} <TimeText at={testedAt} as="moment" />.
            </>
          ))}
      </p>
      {by === 'environment' ? <FixedRelay relay={relay} /> : <RelayForm outgoing={outgoing} />}
    </section>
  )
}

function FixedRelay({ relay }: { relay: Outgoing['relay'] }) {
  const t = useMailSettingsWords()
  if (relay === null) return null
  return (
    <>
      <PropertyList
        wide
        items={[
          { label: t('out.host'), value: `${relay.host}:${relay.port}` },
          { label: t('out.security'), value: t(`out.securityOf.${relay.security}`) },
          { label: t('out.user'), value: relay.user ?? '–' },
        ]}
      />
      <RelayTestPart host={relay.host} givenNow={() => ({})} />
    </>
  )
}

function RelayForm({ outgoing }: { outgoing: Outgoing }) {
  const t = useMailSettingsWords()
  const form = useRelayForm(outgoing)
  const { draft, put, errorOf, sending } = form
  const isKept = outgoing.relay?.hasPassword === true && draft.user === (outgoing.relay.user ?? '')
  const givenNow = () => {
    if (!form.isDirty) return outgoing.relay === null && form.check() === undefined ? undefined : {}
    const relay = form.check()
    return relay === undefined ? undefined : { relay }
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
        <div className={classes.hostAndPort}>
          <TextInput
            label={t('out.host')}
            description={t('out.hostHint')}
            placeholder="smtp.example.com"
            autoCapitalize="none"
            spellCheck={false}
            value={draft.host}
            error={errorOf('host')}
            onChange={(event) => put({ host: event.currentTarget.value })}
          />
          <TextInput
            label={t('out.port')}
            inputMode="numeric"
            value={draft.port}
            error={errorOf('port')}
            onChange={(event) => put({ port: event.currentTarget.value })}
          />
        </div>
        <NativeSelect
          label={t('out.security')}
          description={draft.security === 'none' ? t('out.noneWarning') : undefined}
          value={draft.security}
          data={relaySecurities.map((value) => ({ value, label: t(`out.securityOf.${value}`) }))}
          error={errorOf('security')}
          onChange={(event) => {
            const chosen = relaySecurities.find((one) => one === event.currentTarget.value)
            if (chosen !== undefined) put({ security: chosen })
          }}
        />
        <TextInput
          label={t('out.user')}
          description={t('out.userHint')}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={draft.user}
          error={errorOf('user')}
          onChange={(event) => put({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('out.password')}
          description={t(isKept ? 'out.passwordKept' : 'out.passwordHint')}
          autoComplete="new-password"
          value={draft.password}
          error={errorOf('password')}
          onChange={(event) => put({ password: event.currentTarget.value })}
        />
        {sending.sentence !== undefined && (
          <p className={classes.problem} role="alert">
            {t('out.failed')} {sending.sentence}
          </p>
        )}
        <OvertakenNote form={form} sending={sending} />
        <div className={classes.tools}>
          <Button type="submit" variant="filled" loading={sending.busy}>
            {t('out.save')}
          </Button>
          {outgoing.relay !== null && (
            <Button variant="subtle" disabled={sending.busy} onClick={() => void form.remove()}>
              {t('out.remove')}
            </Button>
          )}
        </div>
      </form>
      <RelayTestPart key={form.from.version} host={draft.host} givenNow={givenNow} />
    </>
  )
}
