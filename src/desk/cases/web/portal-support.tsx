import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import type { CoverView, PoolView } from '#promise/agreements/domain/contract.ts'
import { placeName } from '#promise/agreements/web/use-hours-words.ts'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { PropertyList, type Property } from '#web/components/panel-section.tsx'
import { PoolPips } from '#web/components/pool-pips.tsx'
import { dayAndMonth, durationWords, shortDate } from '#web/time/time-words.ts'
import classes from './portal-home.module.css'
import { type PortalWords, usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type Agreement = NonNullable<CoverView['agreement']>

/** What was bought, as label and value: hours in the reader's time, replies, consultations, people. */
export function PortalSupport({ cover }: { cover: CoverView }) {
  const t = usePortalWords()
  const vendor = useVendor()
  const { agreement } = cover
  return (
    <aside className={classes.side} aria-labelledby="support">
      <header className={classes.sideHead}>
        <h2 id="support">{t('support.title')}</h2>
        {agreement !== null && <PackageBadge name={agreement.packageName} />}
      </header>
      {agreement === null ? (
        <p className={classes.quiet}>{t('support.missing', { account: cover.account.name })}</p>
      ) : (
        <BoughtFacts agreement={agreement} />
      )}
      {vendor !== undefined && (
        <ul className={classes.ways} aria-label={t('support.ways')}>
          <li>
            <a href={`mailto:${vendor.supportAddress}`}>
              <IconMail size={20} stroke={1.5} aria-hidden />
              {vendor.supportAddress}
            </a>
          </li>
        </ul>
      )}
    </aside>
  )
}

function BoughtFacts({ agreement }: { agreement: Agreement }) {
  const t = usePortalWords()
  const { now, say, format, hoursWords } = useReader()
  const firstReplies = agreement.targets
    .filter((target) => target.firstResponseMinutes !== null)
    .map((target) => ({
      label: t(`support.first.${target.priority}`),
      value: durationWords((target.firstResponseMinutes ?? 0) * 60_000, say),
    }))
  const items: Property[] = [
    { label: t('support.hours'), value: hoursWords(agreement.hours) },
    ...firstReplies,
    { label: t('support.consultations'), value: consultationWords(agreement, t) },
    {
      label: t('support.contacts'),
      value: t('support.ofWhole', { used: agreement.seats.used, cap: agreement.seats.cap }),
    },
    {
      label: t('support.until'),
      value: shortDate(Date.parse(lastDayOf(agreement.endsOn)), now, { ...format, timeZone: 'UTC' }),
    },
  ]
  return (
    <>
      <PropertyList wide items={items} />
      {consultationPools(agreement).map((pool) => (
        <PoolState key={pool.code} pool={pool} />
      ))}
      {!agreement.hours.always && (
        <p className={classes.quiet}>{t('support.zone', { zone: zoneWords(agreement.coverageZone) })}</p>
      )}
    </>
  )
}

/** With a pool, how much of it is used; without one, how many of the topics the package has. */
function consultationWords(agreement: Agreement, t: PortalWords): string {
  const pool = consultationPools(agreement)[0]
  if (pool !== undefined) return t('support.used', { used: pool.used, allowed: pool.allowed })
  const topics = agreement.services.filter((service) => isConsultation(service.code))
  const had = topics.filter((service) => service.availability !== 'not_included')
  return t('support.topics', { count: had.length, of: topics.length })
}

function consultationPools(agreement: Agreement): PoolView[] {
  return agreement.pools.filter((pool) => pool.services.some(isConsultation))
}

/** The pool as a drawing, and when the next one begins. */
function PoolState({ pool }: { pool: PoolView }) {
  const t = usePortalWords()
  const { format } = useReader()
  const date = dayAndMonth(Date.parse(pool.resetsOn), { ...format, timeZone: 'UTC' })
  return (
    <div className={classes.pool}>
      <PoolPips used={pool.used} limit={pool.allowed}>
        {t('support.resets', { allowed: pool.allowed, date })}
      </PoolPips>
    </div>
  )
}

function isConsultation(code: string): boolean {
  return code.startsWith('consultation.')
}

function zoneWords(zone: string): string {
  return /^[+-]/.test(zone) ? zone : ` (${placeName(zone)})`
}
