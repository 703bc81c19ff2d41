import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ComparisonView, comparePackageEndpoint } from '#desk/comparisons/domain/contract.ts'
import { DeskPartFrame } from '#people/accounts/web/desk-part-frame.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useDayWords } from '#promise/agreements/web/use-agreement-words.ts'
import { request, urlOf } from '#web/api/request.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { readComparisonSearch, shiftDay } from './comparison-search.ts'
import { ComparedPrices } from './compared-prices.tsx'
import { ComparedRefusals } from './compared-refusals.tsx'
import { ComparedResponses } from './compared-responses.tsx'
import { ComparisonChoices } from './comparison-choices.tsx'
import classes from './comparison.module.css'
import { useComparisonWords } from './use-comparison-words.ts'

/** What another package would have changed: a part of an account's page. */
export function DeskWhatIf() {
  const t = useComparisonWords()
  const accountId = useAccountId()
  const asked = readComparisonSearch(useSearch({ strict: false }))
  const found = useQuery({
    queryKey: ['account', accountId, 'what-if', asked],
    queryFn: ({ signal }) =>
      request(comparePackageEndpoint, { params: { id: accountId }, query: asked, signal }),
    placeholderData: keepPreviousData,
  })
  const { data, error } = found
  return (
    <DeskPartFrame title={t('title')} lead={t('lead')}>
      <ComparisonChoices accountId={accountId} asked={asked} shown={data} />
      {error !== null ? (
        <ErrorState
          problem={error}
          title={t('failed')}
          safe={t('safe')}
          onRetry={() => void found.refetch()}
        />
      ) : data === undefined ? (
        <Skeletons rows={6} shape="text" />
      ) : data.now === null ? (
        <EmptyState title={t('never')}>{t('neverText')}</EmptyState>
      ) : (
        <div aria-busy={found.isPlaceholderData} className={classes.result}>
          <Result view={data} now={data.now.name} />
          <p className={classes.foot}>
            <a
              href={urlOf(
                comparePackageEndpoint.path,
                { id: accountId },
                { package: data.package.code, from: data.from, until: data.until, format: 'csv' },
              )}
            >
              {t('csv')}
            </a>
          </p>
        </div>
      )}
    </DeskPartFrame>
  )
}

function Result({ view, now }: { view: ComparisonView; now: string }) {
  const t = useComparisonWords()
  const day = useDayWords()
  const { package: other, from, until, items } = view
  const period = { from: day(from), last: day(shiftDay(until, -1)) }
  return (
    <>
      <div className={classes.summary}>
        <h3>{t('result', { other: other.name, now, ...period })}</h3>
        <p>
          {t('looked', {
            cases: t('cases', { count: view.cases }),
            decisions: t('decisions', { count: view.decisions }),
          })}{' '}
          {t('asWas')}
        </p>
        {view.cut && <p className={classes.cut}>{t('cut')}</p>}
      </div>
      <ComparedRefusals
        rows={items.flatMap((item) => (item.part === 'refusal' ? [item] : []))}
        isWhole={view.isWhole}
      />
      <ComparedResponses
        rows={items.flatMap((item) => (item.part === 'first_response' ? [item] : []))}
        counts={view.firstResponse}
        name={other.name}
      />
      <ComparedPrices
        rows={items.flatMap((item) => (item.part === 'price' ? [item] : []))}
        isWhole={view.isWhole}
        now={now}
        other={other.name}
      />
    </>
  )
}
