import { useContext } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { accountQuery, environmentsQuery } from '#people/accounts/web/account-queries.ts'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useProductNames } from '#people/accounts/web/use-product-names.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { type Property, PropertyList } from '#web/components/panel-section.tsx'
import { PoolPips } from '#web/components/pool-pips.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { GoLink, TextLink } from '#web/components/text-link.tsx'
import { useWords } from '#web/words/use-words.ts'
import classes from './desk-account-overview.module.css'
import { AccountRecordSlot } from './record-slots.ts'
import { useAgreementWords, useDayWords, usePeriodWords } from './use-agreement-words.ts'
import { useCover } from './use-cover.ts'

type Agreement = NonNullable<CoverView['agreement']>

/** An account at a glance: what is in force, seats, pools, environments, who sees its cases. */
export function DeskAccountOverview() {
  const t = useAgreementWords()
  const id = useAccountId()
  const cover = useCover(id)
  const record = useContext(AccountRecordSlot)
  if (cover.data === undefined) {
    if (cover.error === null) return <Skeletons rows={4} shape="cards" />
    return (
      <ErrorState problem={cover.error} title={t('overview.failed')} onRetry={() => void cover.refetch()} />
    )
  }
  const { agreement } = cover.data
  return (
    <div className={`${pageClasses.part} ${classes.columns}`}>
      {agreement === null ? (
        <Nothing id={id} />
      ) : (
        <InForce id={id} agreement={agreement} cover={cover.data} />
      )}
      <AccountFacts id={id} />
      {record}
    </div>
  )
}

function Nothing({ id }: { id: string }) {
  const t = useAgreementWords()
  const mayWrite = useMe().permissions.includes('agreement.write')
  return (
    <section className={classes.nothing} aria-labelledby="in-force">
      <h2 id="in-force">{t('overview.nothing')}</h2>
      <p>{t('overview.nothingText')}</p>
      {mayWrite && (
        <Button component={AppLink} href={`/desk/accounts/${id}/agreements/new`} variant="filled">
          {t('overview.draftOne')}
        </Button>
      )}
    </section>
  )
}

function InForce({ id, agreement, cover }: { id: string; agreement: Agreement; cover: CoverView }) {
  const t = useAgreementWords()
  const day = useDayWords()
  const period = usePeriodWords()
  const products = useProductNames()
  const home = `/desk/accounts/${id}`
  const holders = cover.contacts.filter((contact) => contact.authorised).map((contact) => contact.name)
  const items: Property[] = [
    {
      label: t('overview.package'),
      value: t('overview.packageText', { name: agreement.packageName, version: agreement.version }),
    },
    { label: t('overview.period'), value: period(agreement) },
    { label: t('overview.zone'), value: agreement.coverageZone },
    { label: t('overview.hours'), value: useHoursText(agreement) },
    { label: t('overview.products'), value: products(agreement.products) ?? '…' },
  ]
  return (
    <section aria-labelledby="in-force">
      <header className={classes.head}>
        <h2 id="in-force">{t('overview.inForce')}</h2>
        <PackageBadge name={agreement.packageName} />
        <GoLink href={`${home}/agreements/${agreement.id}`}>{t('overview.show')}</GoLink>
      </header>
      <PropertyList items={items} wide />
      <div className={classes.meter}>
        <h3>
          <TextLink href={`${home}/seats`}>{t('overview.seats')}</TextLink>
        </h3>
        <PoolPips used={agreement.seats.used} limit={agreement.seats.cap}>
          {t('overview.seatsText', agreement.seats)}
        </PoolPips>
        {holders.length > 0 && <p>{holders.join(', ')}</p>}
      </div>
      <div className={classes.meter}>
        <h3>{t('overview.pools')}</h3>
        {agreement.pools.length === 0 && <p>{t('overview.noPools')}</p>}
        {agreement.pools.map((pool) => (
          <PoolPips key={pool.code} used={pool.used} limit={pool.allowed}>
            {t('overview.poolUsed', { used: pool.used, allowed: pool.allowed, date: day(pool.resetsOn) })}
          </PoolPips>
        ))}
      </div>
    </section>
  )
}

/** An ordinary week in the coverage zone. */
function useHoursText({ hours }: Agreement): string {
  const t = useAgreementWords()
  if (hours.always) return t('overview.hoursAlways')
  return hours.openings.map(({ days, from, to }) => `${daysName(days)}, ${from}–${to}`).join('; ')
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function daysName(days: readonly string[]): string {
  const names = days.map((day) => day.charAt(0).toUpperCase() + day.slice(1))
  const [first, last] = [week.indexOf(days[0] ?? ''), week.indexOf(days.at(-1) ?? '')]
  const isRun = days.length > 2 && last - first === days.length - 1
  return isRun ? `${names[0]}–${names.at(-1)}` : names.join(', ')
}

function AccountFacts({ id }: { id: string }) {
  const t = useAgreementWords()
  const { format } = useWords()
  const account = useQuery(accountQuery(id))
  const environments = useQuery(environmentsQuery(id))
  const count = environments.data?.items.length
  if (account.data === undefined) return null
  const since = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium' })
  return (
    <section aria-labelledby="this-account">
      <header className={classes.head}>
        <h2 id="this-account">{t('overview.account')}</h2>
      </header>
      <PropertyList
        wide
        items={[
          {
            label: t('overview.visibility'),
            value: t(`overview.visibilityWord.${account.data.caseVisibility}`),
          },
          {
            label: t('overview.environments'),
            value:
              count === undefined ? (
                '…'
              ) : (
                <TextLink href={`/desk/accounts/${id}/environments`}>
                  {t('overview.environmentsText', { count })}
                </TextLink>
              ),
          },
          {
            label: t('overview.since'),
            value: since.format(Date.parse(account.data.createdAt)),
          },
        ]}
      />
    </section>
  )
}
