import type { CaseView } from '#desk/cases/domain/contract.ts'
import classes from './portal-case.module.css'
import { usePortalCaseWords } from './use-portal-case-words.ts'

const steps = ['received', 'answered', 'solved', 'confirmed'] as const

/** How far the case is: four words on a line, the present one in ink. */
export function PortalCaseSteps({ one }: { one: CaseView }) {
  const t = usePortalCaseWords()
  const reached = reachedStep(one)
  // Withdrawn, a duplicate, not ours: it went no such way.
  if (one.closeReason !== null) return null
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-done={index <= reached || undefined}
          aria-current={index === reached ? 'step' : undefined}
        >
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}

function reachedStep({ status, clocks }: CaseView): number {
  if (status === 'closed') return 3
  if (status === 'solved') return 2
  const isAnswered = clocks.some((clock) => clock.kind === 'first_response' && clock.stoppedAt !== null)
  return isAnswered || status !== 'new' ? 1 : 0
}
