import { useInfiniteQuery } from '@tanstack/react-query'
import { DeskPart } from '#people/accounts/web/desk-part.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { GoLink } from '#web/components/text-link.tsx'
import { refusalsHref, refusalsQuery, type RefusalSearch } from './refusal-queries.ts'
import { RefusalRow } from './refusal-row.tsx'
import classes from './refusals.module.css'
import { useEntitlementWords } from './use-entitlement-words.ts'

/** What people of an account were refused lately: a part of its page, for managers. */
export function DeskAccountRefusals() {
  const t = useEntitlementWords()
  const search: RefusalSearch = { days: 365, reason: undefined, accountId: useAccountId() }
  const list = useInfiniteQuery(refusalsQuery(search))
  const items = list.data?.pages[0]?.items
  return (
    <DeskPart
      title={t('account.title')}
      lead={t('account.lead')}
      actions={<GoLink href={refusalsHref(search)}>{t('account.all')}</GoLink>}
      count={items?.length}
      problem={list.error}
      failed={t('log.failed')}
      onRetry={() => void list.refetch()}
      empty={t('account.empty')}
      emptyText={t('account.emptyText')}
    >
      <ul className={classes.part} aria-label={t('account.title')}>
        {items?.map((item) => (
          <RefusalRow key={item.id} item={item} withAccount={false} />
        ))}
      </ul>
    </DeskPart>
  )
}
