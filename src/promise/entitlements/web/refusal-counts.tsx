import { useQuery } from '@tanstack/react-query'
import { AppLink } from '#web/components/app-link.tsx'
import { reasonCodes } from '#promise/entitlements/domain/reasons-for.ts'
import { refusalCountsQuery, refusalsHref, type RefusalSearch } from './refusal-queries.ts'
import classes from './refusals.module.css'
import { useEntitlementWords } from './use-entitlement-words.ts'

/** How often what was refused to whom; each line narrows the list down to it, and back. */
export function RefusalCounts({ search }: { search: RefusalSearch }) {
  const t = useEntitlementWords()
  const { data, error } = useQuery(refusalCountsQuery(search))
  if (data === undefined) {
    if (error === null) return null
    return (
      <div className={classes.counts}>
        <p className={classes.sum} role="alert">
          {t('log.countsFailed')}
        </p>
      </div>
    )
  }
  if (data.total === 0) return null
  const reasons = data.byReason.map(({ code, count }) => ({
    key: code,
    name: t(`reason.${code}`),
    count,
    isHere: search.reason === code,
    href: refusalsHref({ ...search, reason: search.reason === code ? undefined : asReason(code) }),
  }))
  const accounts = data.byAccount.map(({ account: { id, name }, count }) => ({
    key: id,
    name,
    count,
    isHere: search.accountId === id,
    href: refusalsHref({ ...search, accountId: search.accountId === id ? undefined : id }),
  }))
  return (
    <div className={classes.counts}>
      <p className={classes.sum}>
        <b>{t('log.sum', { count: data.total })}</b> {t('log.ofAccounts', { count: data.accounts })},{' '}
        {t('log.waived', { count: data.waived })}
      </p>
      <Bars title={t('log.byReason')} bars={reasons} />
      <Bars title={t('log.byAccount')} bars={accounts} />
    </div>
  )
}

function asReason(code: string): RefusalSearch['reason'] {
  return reasonCodes.find((one) => one === code)
}

type Bar = { key: string; name: string; count: number; isHere: boolean; href: string }

function Bars({ title, bars }: { title: string; bars: Bar[] }) {
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {bars.map(({ key, name, count, isHere, href }) => (
          <li key={key}>
            <AppLink href={href} aria-current={isHere ? 'true' : undefined}>
              <span className={classes.name}>{name}</span>
              <span className={classes.count}>{count}</span>
              <span className={classes.bar} style={{ inlineSize: `${(count / most) * 100}%` }} />
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
