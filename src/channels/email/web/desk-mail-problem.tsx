import { ApiProblem } from '#web/api/api-problem.ts'
import { DeniedState, ErrorState } from '#web/components/states.tsx'

type DeskMailProblemProps = {
  problem: unknown
  /** What failed. */
  title: string
  denied: string
  deniedText: string
  onRetry: () => void
}

/** Told apart: not for this reader, or it did not work. */
export function DeskMailProblem({ problem, title, denied, deniedText, onRetry }: DeskMailProblemProps) {
  if (problem instanceof ApiProblem && problem.status === 403)
    return <DeniedState title={denied}>{deniedText}</DeniedState>
  return <ErrorState title={title} problem={problem} onRetry={onRetry} />
}
