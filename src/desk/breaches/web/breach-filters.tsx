import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BreachState } from '#desk/breaches/domain/contract.ts'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { packagesQuery } from '#promise/agreements/web/agreement-queries.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { breachesHref, type BreachSearch, causesQuery, type StateTab, stateTabs } from './breach-queries.ts'
import classes from './breaches.module.css'
import { useBreachWords } from './use-breach-words.ts'

type Props = { search: BreachSearch; state: StateTab }
type Counts = Readonly<Partial<Record<BreachState, number>>> | undefined

/** The states, each with how many stand in it. */
export function BreachTabs({ search, state, counts }: Props & { counts: Counts }) {
  const t = useBreachWords()
  return (
    <nav className={classes.tabs} aria-label={t('states')}>
      {stateTabs.map((tab) => (
        <AppLink
          key={tab}
          href={breachesHref({ ...search, state: tab })}
          aria-current={tab === state ? 'page' : undefined}
        >
          {t(`state.${tab}`)}
          {tab !== 'all' && counts?.[tab] !== undefined && <span>{counts[tab]}</span>}
        </AppLink>
      ))}
    </nav>
  )
}

/** What narrows the list down. */
export function BreachFilters({ search, state }: Props) {
  const t = useBreachWords()
  const go = useGo()
  const lines = useLines()
  const causes = useQuery(causesQuery).data ?? []
  const packages = useQuery(packagesQuery).data ?? []
  const narrow = (news: { [Key in keyof BreachSearch]?: BreachSearch[Key] | undefined }): void =>
    go(breachesHref({ ...search, state, ...news } as BreachSearch), 'replace')
  const text = (value: string): string | undefined => (value === '' ? undefined : value)
  return (
    <div className={classes.filters}>
      <NativeSelect
        label={t('filter.line')}
        value={search.line === undefined ? '' : String(search.line)}
        data={[
          { value: '', label: t('filter.allLines') },
          ...(lines ?? []).map(({ number: n, name }) => ({
            value: String(n),
            label: t('filter.lineNumber', { n, name }),
          })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          narrow({ line: value === '' ? undefined : Number(value) })
        }
      />
      <NativeSelect
        label={t('filter.cause')}
        value={search.cause ?? ''}
        data={[
          { value: '', label: t('filter.allCauses') },
          ...causes.map(({ code: value, name: label }) => ({ value, label })),
        ]}
        onChange={({ currentTarget: { value } }) => narrow({ cause: text(value) })}
      />
      <NativeSelect
        label={t('filter.package')}
        value={search.package ?? ''}
        data={[
          { value: '', label: t('filter.allPackages') },
          ...packages.map(({ code: value, name: label }) => ({ value, label })),
        ]}
        onChange={({ currentTarget: { value } }) => narrow({ package: text(value) })}
      />
      <TextInput
        type="date"
        label={t('filter.from')}
        value={search.from ?? ''}
        onChange={({ currentTarget: { value } }) => narrow({ from: text(value) })}
      />
      <TextInput
        type="date"
        label={t('filter.to')}
        value={search.to ?? ''}
        onChange={({ currentTarget: { value } }) => narrow({ to: text(value) })}
      />
      {search.accountId !== undefined && (
        <Button variant="subtle" onClick={() => narrow({ accountId: undefined })}>
          {t('filter.account')}
        </Button>
      )}
    </div>
  )
}
