import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { PasswordPart } from './password-part.tsx'
import { securityQuery } from './security-queries.ts'
import classes from './security-page.module.css'
import { SessionsPart } from './sessions-part.tsx'
import { TwoStepPart } from './two-step-part.tsx'

/** How the reader signs in: password, two-step sign-in, and where they are signed in now. */
export function SecurityPage() {
  const security = useQuery(securityQuery)
  if (security.error !== null) {
    return <ErrorState problem={security.error} onRetry={() => void security.refetch()} />
  }
  if (security.data === undefined) return <Skeletons shape="text" rows={6} />
  return (
    <div className={classes.page}>
      <PasswordPart />
      <TwoStepPart twoStep={security.data.twoStep} />
      <SessionsPart />
    </div>
  )
}
