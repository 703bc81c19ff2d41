import { DeskPartFrame } from '#people/accounts/web/desk-part-frame.tsx'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { PoolLedger } from './pool-ledger.tsx'
import { usePoolWords } from './use-pool-words.ts'

/** What an account used of its pools, for staff; managers adjust. */
export function DeskPools() {
  const t = usePoolWords()
  const id = useAccountId()
  const mayAdjust = useMe().permissions.includes('pool.adjust')
  return (
    <DeskPartFrame title={t('title')} lead={t('lead')}>
      <PoolLedger key={id} accountId={id} place="desk" mayAdjust={mayAdjust} />
    </DeskPartFrame>
  )
}
