import pageClasses from '#people/accounts/web/account-page.module.css'
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
    <section className={pageClasses.part} aria-label={t('title')}>
      <header className={pageClasses.partHead}>
        <div>
          <h2>{t('title')}</h2>
          <p>{t('lead')}</p>
        </div>
      </header>
      <PoolLedger key={id} accountId={id} place="desk" mayAdjust={mayAdjust} />
    </section>
  )
}
