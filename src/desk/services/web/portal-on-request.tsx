import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OnRequestService } from '#desk/services/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { PageHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink, GoLink } from '#web/components/text-link.tsx'
import { onRequestQuery } from './approval-queries.ts'
import classes from './approvals.module.css'
import { PortalAskDialog } from './portal-ask-dialog.tsx'
import { useApprovalWords } from './use-approval-words.ts'
import { useStateWords } from './use-state-words.ts'

/** Every on-request service of the reader's package, where it stands, and the way to ask (SPEC 3.2). */
export function PortalOnRequest() {
  const t = useApprovalWords()
  const me = useMe()
  const accountId = me.account?.id ?? ''
  const found = useQuery(onRequestQuery(accountId))
  const cover = useCover(accountId)
  const [asked, setAsked] = useState<OnRequestService>()
  const packageName = found.data?.packageName ?? ''
  const mayAsk = cover.data?.contacts.find((one) => one.id === me.id)?.authorised
  const services = found.data?.items ?? []
  return (
    <>
      <BackLink href="/portal/plan">{t('portal.back')}</BackLink>
      <PageHead
        title={t('portal.title')}
        lead={services.length > 0 ? t('portal.lead', { package: packageName }) : undefined}
      />
      {found.data === undefined && found.error === null && <Skeletons rows={3} shape="cards" />}
      {found.error !== null && (
        <ErrorState problem={found.error} title={t('portal.failed')} onRetry={() => void found.refetch()} />
      )}
      {found.data?.packageName === null && (
        <EmptyState title={t('portal.noAgreement')}>{t('portal.noAgreementText')}</EmptyState>
      )}
      {found.data !== undefined && packageName !== '' && services.length === 0 && (
        <EmptyState
          title={t('portal.none')}
          action={
            <Button component="a" href="/packages">
              {t('portal.compare')}
            </Button>
          }
        >
          {t('portal.noneText', { package: packageName })}
        </EmptyState>
      )}
      {mayAsk === false && services.length > 0 && <p className={classes.quiet}>{t('portal.noSeat')}</p>}
      {services.length > 0 && (
        <ul className={classes.list} aria-label={t('portal.list')}>
          {services.map((one) => (
            <Service key={one.service} item={one} {...(mayAsk === true && { onAsk: () => setAsked(one) })} />
          ))}
        </ul>
      )}
      {asked !== undefined && (
        <PortalAskDialog
          item={asked}
          environments={cover.data?.environments ?? []}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

function Service({ item, onAsk }: { item: OnRequestService; onAsk?: () => void }) {
  const t = useApprovalWords()
  const { since } = useStateWords(item)
  const canAsk = item.state !== 'asked' && item.state !== 'approved'
  return (
    <li className={classes.service}>
      <div className={classes.what}>
        <h2>{item.name}</h2>
        <p className={classes.state}>
          {t(`state.${item.state}`)}
          {item.state === 'approved' && `. ${t('portal.use')}`}
        </p>
        {since !== undefined && <p>{since}</p>}
        {item.note !== null && item.state !== 'asked' && <p className={classes.said}>{item.note}</p>}
        {item.reference !== null && (
          <p>
            <GoLink href={`/portal/cases/${item.reference}`}>
              {t('portal.seeCase', { reference: item.reference })}
            </GoLink>
          </p>
        )}
      </div>
      {canAsk && onAsk !== undefined && (
        <Button
          aria-label={t(item.state === 'not_asked' ? 'portal.askNamed' : 'portal.againNamed', {
            service: item.name,
          })}
          onClick={onAsk}
        >
          {t(item.state === 'not_asked' ? 'portal.ask' : 'portal.again')}
        </Button>
      )}
    </li>
  )
}
