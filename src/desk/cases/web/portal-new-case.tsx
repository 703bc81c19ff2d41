import { useCover } from '#promise/agreements/web/use-cover.ts'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { PageHead, Sheet } from '#web/components/page-parts.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { PortalAskColleague } from './portal-ask-colleague.tsx'
import { PortalNewCaseForm } from './portal-new-case-form.tsx'
import classes from './portal-new-case.module.css'
import { PortalRefusal } from './portal-refusal.tsx'
import { PortalShell } from './portal-shell.tsx'
import { useMayOpen } from './use-may-open.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

/** A new case. Who may not submit reads that first, before typing anything. */
export function PortalNewCase() {
  const t = usePortalWords()
  const { me } = useReader()
  const cover = useCover(me.account?.id)
  const products = useProducts()
  const { refusal, isKnown } = useMayOpen(true)
  const problem = cover.error ?? products.error
  const agreement = cover.data?.agreement
  const mayAsk =
    refusal?.reasons.some((reason) => reason.code === 'contact_not_authorised') === true &&
    cover.data?.contacts.some((one) => one.authorised) === true
  if (agreement != null && products.data !== undefined && isKnown && refusal === undefined) {
    return <PortalNewCaseForm agreement={agreement} products={products.data} />
  }
  return (
    <PortalShell title={t('new.title')}>
      <div className={classes.back}>
        <BackLink href="/portal">{t('new.back')}</BackLink>
      </div>
      <PageHead title={t('new.title')} lead={refusal === undefined ? t('new.lead') : undefined} />
      {refusal !== undefined && (
        <Sheet>
          <PortalRefusal decision={refusal} />
        </Sheet>
      )}
      {mayAsk && cover.data !== undefined && products.data !== undefined && (
        <PortalAskColleague cover={cover.data} products={products.data} />
      )}
      {refusal === undefined && problem === null && <Skeletons rows={5} shape="cards" />}
      {refusal === undefined && problem !== null && (
        <ErrorState
          problem={problem}
          onRetry={() => {
            void cover.refetch()
            void products.refetch()
          }}
        />
      )}
    </PortalShell>
  )
}
