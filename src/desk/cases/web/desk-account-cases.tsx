import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import classes from '#people/accounts/web/account-page.module.css'
import { DeskPart } from '#people/accounts/web/desk-part.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { request } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PriorityMark } from '#web/components/priority-mark.tsx'
import { StatusWord } from '#web/components/status-word.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { useDeskWords } from './desk-use-words.ts'

/** The cases of an account, newest first: a part of its page. */
export function DeskAccountCases() {
  const t = useDeskWords()
  const accountId = useAccountId()
  const list = useInfiniteQuery({
    queryKey: ['cases', 'of-account', accountId],
    queryFn: ({ pageParam, signal }) =>
      request(listCasesEndpoint, {
        query: { accountId, sort: 'newest', ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <DeskPart
      title={t('accountCases.title')}
      lead={t('accountCases.lead')}
      count={items?.length}
      problem={list.error}
      failed={t('accountCases.failed')}
      onRetry={() => void list.refetch()}
      empty={t('accountCases.empty')}
      emptyText={t('accountCases.emptyText')}
    >
      <ul className={classes.list} aria-label={t('accountCases.title')}>
        {items?.map((one) => (
          <li key={one.reference} className={classes.row}>
            <div className={classes.main}>
              <p className={classes.whole}>
                <PriorityMark priority={one.priority} />
                <AppLink href={`/desk/cases/${one.reference}`}>{one.subject}</AppLink>
              </p>
              <p className={classes.facts}>
                <span>{one.reference}</span>
                <span>{one.contact.name}</span>
                <StatusWord status={one.status} />
              </p>
            </div>
            <TimeText at={one.lastEntryAt} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('accountCases.more')}
          </Button>
        </div>
      )}
    </DeskPart>
  )
}
