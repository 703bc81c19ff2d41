import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BreachView } from '#desk/breaches/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink, TextLink } from '#web/components/text-link.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { BreachCredit } from './breach-credit.tsx'
import { BreachFacts, BreachHistory } from './breach-facts.tsx'
import { StateTag } from './breach-list.tsx'
import { breachQuery } from './breach-queries.ts'
import { BreachRecord } from './breach-record.tsx'
import { BreachReview } from './breach-review.tsx'
import classes from './breach-page.module.css'
import { useBreachWords } from './use-breach-words.ts'

/** One missed promise: what was promised, what happened, why, what was said, and what is given back. */
export function DeskBreach() {
  const id = usePlace().pathname.split('/').at(-1) ?? ''
  const found = useQuery(breachQuery(id))
  useLiveTopics({ case: [['breaches']] })
  if (found.data !== undefined) return <Page found={found.data} />
  if (found.error === null) return <Skeletons rows={6} shape="text" />
  return <NotShown problem={found.error} onRetry={() => void found.refetch()} />
}

function Page({ found }: { found: BreachView }) {
  const t = useBreachWords()
  const title = t('page.title', { kind: t(`kind.${found.kind}`), reference: found.case.reference })
  return (
    <DeskPage
      title={title}
      lead={
        <>
          <TextLink href={`/desk/cases/${found.case.reference}`}>{found.case.subject}</TextLink>,{' '}
          <TextLink href={`/desk/accounts/${found.account.id}`}>{found.account.name}</TextLink>
        </>
      }
      aside={<StateTag item={found} />}
      tools={<BackLink href="/desk/breaches">{t('title')}</BackLink>}
    >
      <div className={classes.columns}>
        <div className={classes.main}>
          <Notices found={found} />
          <BreachRecord found={found} />
          {found.state !== 'withdrawn' && <BreachCredit found={found} />}
          <BreachReview found={found} />
        </div>
        <div className={classes.aside}>
          <BreachFacts found={found} />
          <BreachHistory found={found} />
        </div>
      </div>
    </DeskPage>
  )
}

function Notices({ found }: { found: BreachView }) {
  const t = useBreachWords()
  if (found.state === 'withdrawn') return <p className={classes.notice}>{t('page.withdrawn')}</p>
  if (!found.isSentBack || found.reviewed === null) return null
  return (
    <p className={classes.notice}>
      {t('page.sentBack', { name: found.reviewed.by.name, note: found.reviewNote })}
    </p>
  )
}

function NotShown({ problem, onRetry }: { problem: Error; onRetry: () => void }) {
  const t = useBreachWords()
  usePageTitle(t('title'))
  const isGone = problem instanceof ApiProblem && [400, 404].includes(problem.status)
  if (!isGone) return <ErrorState problem={problem} title={t('page.failed')} onRetry={onRetry} />
  return (
    <EmptyState
      title={t('page.gone')}
      action={
        <Button component={AppLink} href="/desk/breaches">
          {t('title')}
        </Button>
      }
    >
      {t('page.goneText')}
    </EmptyState>
  )
}
