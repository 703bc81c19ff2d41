import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Trusted, trustKinds } from '#channels/email/domain/mail-trust-contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import section from './mail-settings.module.css'
import { MailTrustList } from './mail-trust-list.tsx'
import classes from './mail-trust.module.css'
import { mailTrustQuery } from './mail-trust-queries.ts'
import { useMailTrustWords } from './use-mail-trust-words.ts'

/** Whom the checks of a sender believe: servers, providers and forwarders, for all mail. */
export function MailTrustPart() {
  const t = useMailTrustWords()
  return (
    <section className={section.section} aria-labelledby="mail-trust">
      <SectionHead id="mail-trust" title={t('title')} />
      <p className={section.text}>{t('lead')}</p>
      <Loaded>
        {(items) =>
          trustKinds.map((kind) => (
            <div key={kind} className={classes.kind}>
              <h3>{t(`kind.${kind}.title`)}</h3>
              <p className={section.text}>{t(`kind.${kind}.text`)}</p>
              <MailTrustList
                kind={kind}
                wayId={null}
                items={items.filter((item) => item.kind === kind)}
                title={t(`kind.${kind}.title`)}
              />
            </div>
          ))
        }
      </Loaded>
    </section>
  )
}

/** Whose findings are believed for the mail of one mailbox. */
export function MailboxTrustPart({ id }: { id: string }) {
  const t = useMailTrustWords()
  const counts = ({ kind, wayId }: Trusted) => kind === 'authserv' && (wayId === id || wayId === null)
  return (
    <section className={classes.mailbox} aria-labelledby="mailbox-trust">
      <h2 id="mailbox-trust">{t('mailbox.title')}</h2>
      <p className={section.text}>{t('mailbox.text')}</p>
      <Loaded>
        {(items) => (
          <MailTrustList kind="authserv" wayId={id} items={items.filter(counts)} title={t('mailbox.title')} />
        )}
      </Loaded>
    </section>
  )
}

function Loaded({ children }: { children: (items: Trusted[]) => ReactNode }) {
  const t = useMailTrustWords()
  const { data, error, refetch } = useQuery(mailTrustQuery)
  useLiveTopics({ mail_settings: [mailTrustQuery.queryKey] })
  if (data !== undefined) return children(data)
  if (error === null) return <Skeletons rows={3} />
  return <ErrorState problem={error} title={t('failed')} onRetry={() => void refetch()} />
}
