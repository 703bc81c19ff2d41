import { useParams } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ApiProblem } from '#web/api/api-problem.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { timelineQuery } from './desk-timeline-query.ts'
import { DeskCaseBody } from './desk-case-body.tsx'
import { caseQuery } from '#desk/cases/web/desk-queries.ts'
import { useDeskWords } from '#desk/cases/web/desk-use-words.ts'

/** One case: its promises, its conversation, who asks and what they bought. Kept fresh while it is open. */
export function DeskCase() {
  const t = useDeskWords()
  const { reference = '' } = useParams({ strict: false })
  const found = useQuery(caseQuery(reference))
  useFreshCase(reference)
  usePageTitle(found.data === undefined ? reference : `${reference} ${found.data.subject}`)
  if (found.data !== undefined) return <DeskCaseBody key={reference} found={found.data} />
  if (found.error === null) return <Skeletons shape="text" rows={10} />
  if (found.error instanceof ApiProblem && found.error.status === 404) {
    return (
      <EmptyState
        title={t('case.gone')}
        action={
          <Button component={AppLink} href="/desk">
            {t('case.toQueue')}
          </Button>
        }
      >
        {t('case.goneText', { reference })}
      </EmptyState>
    )
  }
  return <ErrorState title={t('case.failed')} problem={found.error} onRetry={() => void found.refetch()} />
}

/** Every news of a case comes on one topic; only those of this case are followed. */
function useFreshCase(reference: string): void {
  const stale = [caseQuery(reference).queryKey, timelineQuery(reference).queryKey]
  useLiveTopics({ case: stale }, undefined, reference)
}
