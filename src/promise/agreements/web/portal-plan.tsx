import { type ReactNode, useContext } from 'react'
import { Button } from '@mantine/core'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { useProductNames } from '#people/accounts/web/use-product-names.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { PageHead, SectionHead } from '#web/components/page-parts.tsx'
import { PropertyList } from '#web/components/panel-section.tsx'
import { PoolPips } from '#web/components/pool-pips.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { PortalAgreed } from './portal-agreed.tsx'
import classes from './portal-plan.module.css'
import { PlanRecordSlot } from './record-slots.ts'
import { useAgreementWords, useDayWords, usePeriodWords } from './use-agreement-words.ts'
import { useCover } from './use-cover.ts'
import { useHoursWords } from './use-hours-words.ts'

type Agreement = NonNullable<CoverView['agreement']>

/** What the reader's company has: package, period, pools, seats, hours in their own time. Never a price. */
export function PortalPlan() {
  const t = useAgreementWords()
  const day = useDayWords()
  const me = useMe()
  const vendor = useVendor()
  const cover = useCover(me.account?.id)
  const record = useContext(PlanRecordSlot)
  if (cover.data === undefined) {
    if (cover.error === null) return <Skeletons rows={3} shape="cards" />
    return <ErrorState problem={cover.error} title={t('plan.failed')} onRetry={() => void cover.refetch()} />
  }
  const { account, agreement } = cover.data
  if (agreement === null)
    return (
      <>
        <PageHead title={t('plan.title')} lead={t('plan.leadNone', { account: account.name })} />
        <EmptyState title={t('plan.none')} action={<Compare />}>
          {t('plan.noneText', { address: vendor?.supportAddress ?? '' })}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead
        title={t('plan.title')}
        lead={t('plan.lead', {
          account: account.name,
          package: agreement.packageName,
          date: day(lastDayOf(agreement.endsOn)),
        })}
        aside={<Compare />}
      />
      <div className={classes.columns}>
        <div className={classes.side}>
          <Bought agreement={agreement} />
          <PortalAgreed agreement={agreement} />
          {record}
        </div>
        <div className={classes.side}>
          <Pools agreement={agreement} />
          <Seats cover={cover.data} agreement={agreement} />
          <OnRequest agreement={agreement} />
        </div>
      </div>
    </>
  )
}

/** The public page is no part of the app: a plain link. */
function Compare(): ReactNode {
  const t = useAgreementWords()
  return (
    <Button component="a" href="/packages">
      {t('plan.compare')}
    </Button>
  )
}

function Bought({ agreement }: { agreement: Agreement }) {
  const t = useAgreementWords()
  const period = usePeriodWords()
  const now = useNow()
  const me = useMe()
  const { format } = useWords(me.timeZone)
  const { hoursWords, exceptionWords, yourTime } = useHoursWords(me.timeZone)
  const products = useProductNames()
  const { hours } = agreement
  const exception = exceptionWords(hours)
  const openWords =
    hours.openNow || hours.changesAt === null
      ? t('plan.openNow')
      : t('plan.closedNow', { moment: shortMoment(Date.parse(hours.changesAt), now, format) })
  return (
    <section aria-labelledby="bought">
      <SectionHead
        id="bought"
        title={t('plan.bought')}
        aside={<PackageBadge name={agreement.packageName} />}
      />
      <PropertyList
        wide
        items={[
          { label: t('plan.package'), value: agreement.packageName },
          { label: t('plan.period'), value: period(agreement) },
          { label: t('plan.products'), value: products(agreement.products) ?? '…' },
          ...(agreement.creditRule === null
            ? []
            : [
                {
                  label: t('credit.planTitle'),
                  value: t(`credit.plan.${agreement.creditRule.of}`, agreement.creditRule),
                },
              ]),
          {
            label: t('plan.hours'),
            value: (
              <span className={classes.hours}>
                <span>{hoursWords(hours)}</span>
                {!hours.always && <span>{yourTime}</span>}
                <span>{openWords}</span>
                {exception !== undefined && <span>{exception}</span>}
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}

function Pools({ agreement }: { agreement: Agreement }) {
  const t = useAgreementWords()
  const day = useDayWords()
  return (
    <section aria-labelledby="pools">
      <SectionHead
        id="pools"
        title={t('plan.pools')}
        aside={<GoLink href="/portal/plan/usage">{t('plan.usage')}</GoLink>}
      />
      {agreement.pools.length === 0 && <p className={classes.quiet}>{t('plan.poolsNone')}</p>}
      {agreement.pools.map((pool) => (
        <div key={pool.code} className={classes.pool}>
          <h3>
            {pool.services
              .map((code) => agreement.services.find((service) => service.code === code)?.name ?? code)
              .join(', ')}
          </h3>
          <PoolPips used={pool.used} limit={pool.allowed}>
            {t('plan.poolNote', { used: pool.used, allowed: pool.allowed, date: day(pool.resetsOn) })}
          </PoolPips>
        </div>
      ))}
    </section>
  )
}

/** What the package has when it is asked for; the page about it says where each stands. */
function OnRequest({ agreement }: { agreement: Agreement }) {
  const t = useAgreementWords()
  const services = agreement.services.filter((service) => service.availability === 'on_request')
  if (services.length === 0) return null
  return (
    <section aria-labelledby="on-request">
      <SectionHead
        id="on-request"
        title={t('plan.onRequest')}
        aside={<GoLink href="/portal/plan/services">{t('plan.onRequestAll')}</GoLink>}
      />
      <p className={classes.quiet}>{services.map((service) => service.name).join(', ')}</p>
    </section>
  )
}

function Seats({ cover, agreement }: { cover: CoverView; agreement: Agreement }) {
  const t = useAgreementWords()
  const mayManage = useMe().permissions.includes('seat.manage')
  const holders = cover.contacts.filter((contact) => contact.authorised)
  return (
    <section aria-labelledby="seats">
      <SectionHead
        id="seats"
        title={t('plan.seats')}
        aside={
          <GoLink href="/portal/plan/seats">{t(mayManage ? 'plan.seatsChange' : 'plan.seatsAll')}</GoLink>
        }
      />
      <div className={classes.pool}>
        <PoolPips used={agreement.seats.used} limit={agreement.seats.cap}>
          {t('seats.ofCap', agreement.seats)}
        </PoolPips>
        <p className={classes.quiet}>
          {holders.length === 0 ? t('plan.seatsNobody') : holders.map((contact) => contact.name).join(', ')}
        </p>
      </div>
    </section>
  )
}
