import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  checkSigningEndpoint,
  makeSigningKeyEndpoint,
  removeSigningKeyEndpoint,
  type Signing,
} from '#channels/email/domain/signing-contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { useSending } from '#web/api/use-sending.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { signingQuery } from './leaving-queries.ts'
import classes from './mail-settings.module.css'
import { SigningKeyItem } from './signing-key-item.tsx'
import { useLeavingWords } from './use-leaving-words.ts'

/** With which key mail is signed, the record to publish, and what DNS says of it, of SPF and of DMARC. */
export function SigningPart() {
  const t = useLeavingWords()
  const { data, error, refetch } = useQuery(signingQuery)
  useLiveTopics({ mail_settings: [signingQuery.queryKey], vendor: [signingQuery.queryKey] })
  return (
    <section className={classes.section} aria-labelledby="mail-signing">
      <SectionHead id="mail-signing" title={t('sign.title')} />
      <p className={classes.text}>{t('sign.lead')}</p>
      {data === undefined && error === null && <Skeletons rows={3} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('sign.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Keys signing={data} />}
    </section>
  )
}

function Keys({ signing }: { signing: Signing }) {
  const t = useLeavingWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const { domain, keys, checkedAt } = signing
  const signer = keys.find((key) => key.signs)
  const run = (ask: () => Promise<Signing>, done?: string) =>
    sending.run(async () => {
      queryClient.setQueryData(signingQuery.queryKey, await ask())
      if (done !== undefined) toast({ message: done })
    })
  const make = () =>
    run(
      () => request(makeSigningKeyEndpoint, { body: {} }),
      t(signer === undefined ? 'sign.made' : 'sign.madeNew'),
    )
  const waits = keys[0] !== undefined && !keys[0].signs
  const state = signer !== undefined ? 'sign.signs' : keys.length === 0 ? 'sign.none' : 'sign.notYet'
  return (
    <>
      <p className={classes.text}>
        <b>{t(state, { domain, selector: signer?.selector })}</b>{' '}
        {checkedAt === null ? (
          t('sign.notAsked')
        ) : (
          <>
            {t('sign.asked')} <TimeText at={checkedAt} as="moment" />.
          </>
        )}
      </p>
      {keys.map((key) => (
        <SigningKeyItem
          key={key.id}
          domain={domain}
          signingKey={key}
          busy={sending.busy}
          onRemove={() =>
            void run(() => request(removeSigningKeyEndpoint, { params: { id: key.id } }), t('sign.removed'))
          }
        />
      ))}
      <DomainFacts signing={signing} />
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {t('sign.failedAct')} {sending.sentence}
        </p>
      )}
      <div className={classes.tools}>
        <Button
          loading={sending.busy}
          onClick={() => void run(() => request(checkSigningEndpoint, { body: {} }))}
        >
          {t('sign.check')}
        </Button>
        {!waits && (
          <Button disabled={sending.busy} onClick={() => void make()}>
            {t(keys.length === 0 ? 'sign.make' : 'sign.makeNew')}
          </Button>
        )}
      </div>
    </>
  )
}

function DomainFacts({ signing: { domain, facts, keys } }: { signing: Signing }) {
  const t = useLeavingWords()
  if (facts === null) return null
  const { spf, dmarc } = facts
  const isSigned = keys.some((key) => key.signs)
  const dmarcWord = dmarc.code === 'ok' && !isSigned ? (spf.code === 'ok' ? 'unsigned' : 'fails') : dmarc.code
  return (
    <PropertyList
      wide
      items={[
        {
          label: t('sign.spf.title'),
          key: 'spf',
          value: (
            <Fact words={t(`sign.spf.${spf.code}`, { domain, server: spf.server })} record={spf.record} />
          ),
        },
        {
          label: t('sign.dmarc.title'),
          key: 'dmarc',
          value: <Fact words={t(`sign.dmarc.${dmarcWord}`, { domain })} record={dmarc.record} />,
        },
      ]}
    />
  )
}

function Fact({ words, record }: { words: string; record: string | null }) {
  return (
    <>
      {words} {record !== null && <code className={classes.code}>{record}</code>}
    </>
  )
}
