import { Button } from '@mantine/core'
import { PortalCredits } from '#desk/breaches/web/portal-credits.tsx'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { PortalLateness } from '#desk/cases/web/portal-lateness.tsx'
import { PortalShell } from '#desk/cases/web/portal-shell.tsx'
import { ApiProblem } from '#web/api/api-problem.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PageHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { PortalAnswer } from './portal-answer.tsx'
import { PortalCaseFacts } from './portal-case-facts.tsx'
import { PortalCaseLead } from './portal-case-lead.tsx'
import { PortalCaseSteps } from './portal-case-steps.tsx'
import classes from './portal-case.module.css'
import { PortalSolution } from './portal-solution.tsx'
import { PortalTimeline } from './portal-timeline.tsx'
import { usePortalCase } from './use-portal-case.ts'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** One case for its customer: what comes next, the conversation, and their word at the end. */
export function PortalCase() {
  const t = usePortalCaseWords()
  const reference = decodeURIComponent(usePlace().pathname.split('/').at(-1) ?? '')
  const { one, timeline, refresh } = usePortalCase(reference)
  return (
    <PortalShell title={one.data === undefined ? reference : `${one.data.subject} · ${reference}`}>
      <div className={classes.back}>
        <BackLink href="/portal/cases">{t('back')}</BackLink>
      </div>
      {one.data === undefined && one.error === null && <Skeletons rows={4} shape="text" />}
      {one.data === undefined && one.error !== null && (
        <CaseProblem problem={one.error} reference={reference} onRetry={() => void one.refetch()} />
      )}
      {one.data !== undefined && (
        <>
          <CaseHead one={one.data} />
          <div className={classes.columns}>
            <div className={classes.talk}>
              {timeline.data === undefined && timeline.error === null && <Skeletons rows={3} shape="text" />}
              {timeline.data === undefined && timeline.error !== null && (
                <ErrorState
                  problem={timeline.error}
                  title={t('timeline.failed')}
                  onRetry={() => void timeline.refetch()}
                />
              )}
              {timeline.data !== undefined && <PortalTimeline items={timeline.data} reference={reference} />}
              <PortalSolution one={one.data} onDone={refresh} />
              {one.data.allowed.includes('reply') && one.data.status !== 'solved' && (
                <PortalAnswer one={one.data} onSent={refresh} />
              )}
            </div>
            <PortalCaseFacts one={one.data} onChanged={refresh} />
          </div>
        </>
      )}
    </PortalShell>
  )
}

function CaseHead({ one }: { one: CaseView }) {
  return (
    <>
      <PageHead title={one.subject} lead={<PortalCaseLead one={one} />} />
      <PortalLateness one={one} />
      <PortalCredits one={one} />
      <PortalCaseSteps one={one} />
    </>
  )
}

type CaseProblemProps = { problem: unknown; reference: string; onRetry: () => void }

function CaseProblem({ problem, reference, onRetry }: CaseProblemProps) {
  const t = usePortalCaseWords()
  if (!(problem instanceof ApiProblem) || problem.status !== 404) {
    return <ErrorState problem={problem} title={t('failed')} onRetry={onRetry} />
  }
  const way = (
    <Button component={AppLink} href="/portal/cases">
      {t('missing.way')}
    </Button>
  )
  return (
    <EmptyState title={t('missing.title')} action={way}>
      {t('missing.text', { reference })}
    </EmptyState>
  )
}
