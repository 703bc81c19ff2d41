import { useInfiniteQuery } from '@tanstack/react-query'
import { DeskPart } from '#people/accounts/web/desk-part.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { GoLink } from '#web/components/text-link.tsx'
import { BreachList } from './breach-list.tsx'
import { breachesHref, breachesQuery } from './breach-queries.ts'
import classes from './breaches.module.css'
import { useBreachWords } from './use-breach-words.ts'

/** The promises that were missed to one account. */
export function DeskAccountBreaches() {
  const t = useBreachWords()
  const accountId = useAccountId()
  const found = useInfiniteQuery(breachesQuery({ accountId, state: 'all' }))
  const items = found.data?.pages.flatMap((page) => page.items)
  return (
    <DeskPart
      title={t('account.title')}
      lead={t('account.lead')}
      count={items?.length}
      problem={found.error}
      failed={t('failed')}
      onRetry={() => void found.refetch()}
      empty={t('account.empty')}
      emptyText={t('account.emptyText')}
    >
      <div className={classes.part}>
        <BreachList items={items ?? []} />
      </div>
      <GoLink href={breachesHref({ accountId, state: 'all' })}>{t('account.all')}</GoLink>
    </DeskPart>
  )
}
