import { useMe } from '#people/auth/web/use-me.ts'
import { PageHead } from '#web/components/page-parts.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { PoolLedger } from './pool-ledger.tsx'
import { useAgreementWords } from './use-agreement-words.ts'
import { usePoolWords } from './use-pool-words.ts'

/** What the reader's company used of what is counted, and when it counts anew. */
export function PortalUsage() {
  const t = usePoolWords()
  const tPlan = useAgreementWords()
  const me = useMe()
  return (
    <>
      <BackLink href="/portal/plan">{tPlan('plan.back')}</BackLink>
      <PageHead title={t('usage')} lead={t('leadPortal')} />
      <PoolLedger accountId={me.account?.id ?? ''} place="portal" mayAdjust={false} />
    </>
  )
}
