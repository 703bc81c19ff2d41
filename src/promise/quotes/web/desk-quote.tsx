import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { readIssuedPdfEndpoint, type QuoteView } from '#promise/quotes/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { urlOf } from '#web/api/request.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import classes from './desk-quote.module.css'
import { IssueQuoteDialog } from './issue-quote-dialog.tsx'
import { IssuedQuotes } from './issued-quotes.tsx'
import { QuotePaper } from './quote-paper.tsx'
import { quoteQuery } from './quote-queries.ts'
import { useQuoteWords } from './use-quote-words.ts'

/** The quote of an agreement: what it says, issuing it, and what was issued before. */
export function DeskQuote() {
  const t = useQuoteWords()
  const accountId = useAccountId()
  const { agreementId = '' } = useParams({ strict: false })
  const found = useQuery(quoteQuery(accountId, agreementId))
  const { data, error } = found
  const isGone =
    (data !== undefined && data.account.id !== accountId) ||
    (error instanceof ApiProblem && [400, 404].includes(error.status))
  return (
    <div className={`${pageClasses.part} ${classes.page}`}>
      <BackLink href={`/desk/accounts/${accountId}/agreements${isGone ? '' : `/${agreementId}`}`}>
        {t('back')}
      </BackLink>
      {isGone ? (
        <EmptyState title={t('gone')}>{t('goneText')}</EmptyState>
      ) : data !== undefined ? (
        <Shown view={data} />
      ) : error === null ? (
        <Skeletons rows={6} shape="text" />
      ) : (
        <ErrorState problem={error} title={t('failed')} onRetry={() => void found.refetch()} />
      )}
      <IssuedQuotes accountId={accountId} agreementId={agreementId} />
    </div>
  )
}

function Shown({ view }: { view: QuoteView }) {
  const t = useQuoteWords()
  const mayIssue = useMe().permissions.includes('quote.issue')
  const [issuing, dialog] = useDisclosure(false)
  const { quote, missing, current } = view
  if (quote === null)
    return (
      <EmptyState title={t(`missing.${missing ?? 'ended'}`)}>
        {t(`missingText.${missing ?? 'ended'}`)}
      </EmptyState>
    )
  return (
    <>
      <header className={classes.tools}>
        <p>
          {current === null
            ? t(mayIssue ? 'preview' : 'previewRead')
            : t('issued', { number: current.number, name: current.issuedBy })}
        </p>
        <div className={pageClasses.actions}>
          <Button variant="subtle" onClick={() => window.print()}>
            {t('print')}
          </Button>
          {mayIssue && (current === null || quote.kind === 'offer') && (
            <Button variant={current === null ? 'filled' : 'default'} onClick={dialog.open}>
              {t(current === null ? 'issue' : 'issueAgain')}
            </Button>
          )}
          {current !== null && (
            <Button
              component="a"
              href={urlOf(readIssuedPdfEndpoint.path, { id: current.id }, {})}
              download
              variant="filled"
            >
              {t('download')}
            </Button>
          )}
        </div>
      </header>
      <QuotePaper quote={quote} />
      {issuing && <IssueQuoteDialog view={view} kind={quote.kind} onClose={dialog.close} />}
    </>
  )
}
