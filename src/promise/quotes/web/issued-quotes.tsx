import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useDayWords } from '#promise/agreements/web/use-agreement-words.ts'
import {
  type IssuedQuote,
  listQuotesEndpoint,
  readIssuedPdfEndpoint,
} from '#promise/quotes/domain/contract.ts'
import { urlOf } from '#web/api/request.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { useNow } from '#web/time/use-now.ts'
import classes from './desk-quote.module.css'
import { quotesQuery } from './quote-queries.ts'
import { useQuoteWords } from './use-quote-words.ts'

type IssuedQuotesProps = { accountId: string; agreementId: string }

/** What was issued to an account; those of drafts that were deleted stay here. */
export function IssuedQuotes({ accountId, agreementId }: IssuedQuotesProps) {
  const t = useQuoteWords()
  const list = useInfiniteQuery(quotesQuery(accountId))
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <section className={classes.issued} aria-labelledby="issued-quotes">
      <h2 id="issued-quotes">{t('list')}</h2>
      {items === undefined && list.error === null && <Skeletons rows={2} shape="text" />}
      {items === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('listFailed')} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && <p className={pageClasses.quiet}>{t('none')}</p>}
      {items !== undefined && items.length > 0 && (
        <>
          <ul className={pageClasses.list}>
            {items.map((one) => (
              <Row key={one.id} quote={one} isHere={one.agreementId === agreementId} />
            ))}
          </ul>
          <p className={classes.foot}>
            {list.hasNextPage && (
              <Button size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('more')}
              </Button>
            )}
            <a href={urlOf(listQuotesEndpoint.path, { id: accountId }, { format: 'csv' })}>{t('csv')}</a>
          </p>
        </>
      )}
    </section>
  )
}

function Row({ quote, isHere }: { quote: IssuedQuote; isHere: boolean }) {
  const t = useQuoteWords()
  const day = useDayWords()
  const now = useNow()
  const { validUntil } = quote
  const isOver = validUntil !== null && new Date(now).toISOString().slice(0, 10) > validUntil
  return (
    <li className={pageClasses.row}>
      <div className={pageClasses.main}>
        <p className={pageClasses.first}>
          <b>{quote.number}</b>
          <Tag>{t(`kind.${quote.kind}`)}</Tag>
          {isHere && <Tag>{t('this')}</Tag>}
        </p>
        <p className={pageClasses.facts}>
          <span>{quote.packageName}</span>
          <span>
            <TimeText at={quote.issuedAt} as="date" /> · {quote.issuedBy}
          </span>
          {validUntil !== null && <span>{t(isOver ? 'expired' : 'valid', { date: day(validUntil) })}</span>}
          {quote.agreementId === null && <span>{t('deleted')}</span>}
        </p>
      </div>
      <Button
        component="a"
        size="xs"
        href={urlOf(readIssuedPdfEndpoint.path, { id: quote.id }, {})}
        download
        aria-label={t('downloadOne', { number: quote.number })}
      >
        PDF
      </Button>
    </li>
  )
}
