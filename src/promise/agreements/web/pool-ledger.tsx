import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import type { PoolYearView } from '#promise/agreements/domain/pool-contract.ts'
import { PoolPips } from '#web/components/pool-pips.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { PoolDialog } from './pool-dialog.tsx'
import { PoolEntries } from './pool-entries.tsx'
import classes from './pool-ledger.module.css'
import { poolsQuery } from './pool-queries.ts'
import { useDayWords } from './use-agreement-words.ts'
import { usePoolWords } from './use-pool-words.ts'

export type PoolPlace = 'desk' | 'portal'

type PoolLedgerProps = { accountId: string; place: PoolPlace; mayAdjust: boolean }

/** What is used of each pool in an agreement year, and every use of it (SPEC 3.5). */
export function PoolLedger({ accountId, place, mayAdjust }: PoolLedgerProps) {
  const t = usePoolWords()
  const day = useDayWords()
  const { data: all, error, refetch } = useQuery(poolsQuery(accountId))
  const [chosen, setChosen] = useState<string>()
  if (all === undefined) {
    if (error === null) return <Skeletons rows={3} />
    return <ErrorState problem={error} title={t('failed')} onRetry={() => void refetch()} />
  }
  const [latest] = all
  if (latest === undefined) return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
  const years = all.filter((one, at) => all.findIndex((other) => isSameYear(one, other)) === at)
  const year = years.find((one) => one.yearStartsOn === chosen) ?? latest
  const yearWords = (one: PoolYearView): string =>
    t(one.isCurrent ? 'yearNow' : 'yearOf', {
      from: day(one.yearStartsOn),
      until: day(lastDayOf(one.resetsOn)),
    })
  return (
    <div className={classes.ledger}>
      {years.length > 1 ? (
        <NativeSelect
          className={classes.year}
          label={t('year')}
          value={year.yearStartsOn}
          data={years.map((one) => ({ value: one.yearStartsOn, label: yearWords(one) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      ) : (
        <p className={classes.quiet}>{yearWords(year)}</p>
      )}
      <div className={classes.pools}>
        {all
          .filter((one) => isSameYear(one, year))
          .map((pool) => (
            <Pool key={`${pool.chainId}:${pool.pool}`} {...{ pool, accountId, place, mayAdjust }} />
          ))}
      </div>
      <PoolEntries
        accountId={accountId}
        place={place}
        pools={all.filter((one) => isSameYear(one, year))}
        yearStartsOn={year.yearStartsOn}
      />
    </div>
  )
}

function isSameYear(one: PoolYearView, other: PoolYearView): boolean {
  return one.yearStartsOn === other.yearStartsOn
}

function Pool({ pool, accountId, place, mayAdjust }: PoolLedgerProps & { pool: PoolYearView }) {
  const t = usePoolWords()
  const day = useDayWords()
  const [opened, setOpened] = useState(false)
  const name = pool.services.length > 0 ? pool.services.join(', ') : pool.pool
  return (
    <section className={classes.pool} aria-label={name}>
      <h3>{name}</h3>
      <PoolPips used={pool.used} limit={pool.allowed}>
        {t('used', { used: pool.used, allowed: pool.allowed, left: pool.left })}
      </PoolPips>
      <p>
        {pool.isCurrent
          ? t('anew', { date: day(pool.resetsOn) })
          : t('over', { date: day(lastDayOf(pool.resetsOn)) })}
        {pool.isCurrent && !pool.isCounted && <> {t('notCounted')}</>}
      </p>
      {mayAdjust && (
        <Button
          {...(place === 'desk' && { size: 'xs' })}
          aria-label={t('adjustLabel', { name })}
          onClick={() => setOpened(true)}
        >
          {t('adjust')}
        </Button>
      )}
      {opened && (
        <PoolDialog accountId={accountId} pool={pool} name={name} onClose={() => setOpened(false)} />
      )}
    </section>
  )
}
