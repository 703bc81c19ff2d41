import { useState } from 'react'
import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import { urlOf } from '#web/api/request.ts'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { listAuditEndpoint } from '../domain/audit-contract.ts'
import classes from './admin-audit.module.css'
import { AuditFilters } from './audit-filters.tsx'
import { AuditRow } from './audit-row.tsx'
import { auditQuery, auditQueryOf, type AuditSearch, emptySearch } from './audit-search.ts'
import { useAuditWords } from './use-audit-words.ts'

/** What was done, by whom and when; searched, and exported as it is searched. */
export function AdminAudit() {
  const t = useAuditWords()
  const { timeZone } = useMe()
  const [search, setSearch] = useState(emptySearch)
  const narrow = (news: Partial<AuditSearch>): void => setSearch((all) => ({ ...all, ...news }))
  const isTurned = search.from !== '' && search.until !== '' && search.from > search.until
  const asked = auditQueryOf(search, timeZone)
  return (
    <AdminPage
      title={t('title')}
      lead={t('lead')}
      aside={
        !isTurned && (
          <Button
            component="a"
            href={urlOf(listAuditEndpoint.path, {}, { ...asked, format: 'csv' })}
            download
          >
            {t('csv')}
          </Button>
        )
      }
    >
      <AuditFilters search={search} onChange={narrow} onClear={() => setSearch(emptySearch)} />
      {isTurned ? (
        <p role="alert" className={classes.problem}>
          {t('turned')}
        </p>
      ) : (
        <Entries search={search} timeZone={timeZone} narrow={narrow} />
      )}
    </AdminPage>
  )
}

type EntriesProps = {
  search: AuditSearch
  timeZone: string
  narrow: (news: Partial<AuditSearch>) => void
}

function Entries({ search, timeZone, narrow }: EntriesProps) {
  const t = useAuditWords()
  const { format } = useWords()
  const now = useNow()
  const list = useInfiniteQuery({ ...auditQuery(search, timeZone), placeholderData: keepPreviousData })
  const items = list.data?.pages.flatMap((page) => page.items)
  if (items === undefined)
    return list.error === null ? (
      <Skeletons rows={8} />
    ) : (
      <ErrorState
        problem={list.error}
        title={t('error')}
        safe={t('safe')}
        onRetry={() => void list.refetch()}
      />
    )
  const lookedBackTo = list.data?.pages.at(-1)?.lookedBackTo ?? null
  const when = lookedBackTo === null ? '' : shortDate(Date.parse(lookedBackTo), now, format)
  return (
    <>
      {items.length === 0 &&
        (list.hasNextPage ? (
          <EmptyState title={t('noneYet')}>{t('noneYetText', { when })}</EmptyState>
        ) : (
          <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
        ))}
      {items.length > 0 && (
        <ul className={classes.list} aria-label={t('list')} aria-busy={list.isPlaceholderData}>
          {items.map((entry) => (
            <AuditRow key={entry.id} entry={entry} narrow={narrow} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <span>
            {lookedBackTo !== null && (
              <>
                {t('lookedBack')} <TimeText at={lookedBackTo} as="full" />
              </>
            )}
          </span>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(items.length === 0 ? 'further' : 'more')}
          </Button>
        </div>
      )}
    </>
  )
}
