import { useQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import { useVendor } from '#people/auth/web/use-vendor.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { PageHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { seatsQuery } from './agreement-queries.ts'
import classes from './portal-plan.module.css'
import { SeatBoard } from './seat-board.tsx'
import { useAgreementWords } from './use-agreement-words.ts'
import { useCover } from './use-cover.ts'

/** Who may submit cases: the account's own admin changes it, everybody there sees it. */
export function PortalSeats() {
  const t = useAgreementWords()
  const me = useMe()
  const vendor = useVendor()
  const cover = useCover(me.account?.id)
  const agreement = cover.data?.agreement
  const seats = useQuery(seatsQuery(me.account?.id ?? '', agreement?.id))
  const problem = cover.error ?? seats.error
  const mayManage = me.permissions.includes('seat.manage')
  return (
    <>
      <BackLink href="/portal/plan">{t('plan.back')}</BackLink>
      <PageHead
        title={t('plan.seatsTitle')}
        lead={agreement == null ? undefined : t('plan.seatsLead', agreement.seats)}
      />
      {cover.data !== undefined && agreement === null && (
        <EmptyState title={t('seats.noAgreement')}>
          {t('seats.noAgreementPortal', {
            account: cover.data.account.name,
            address: vendor?.supportAddress ?? '',
          })}
        </EmptyState>
      )}
      {cover.data !== undefined && agreement != null && seats.data !== undefined && (
        <div className={classes.seats}>
          {!mayManage && <ReadOnly cover={cover.data} />}
          <SeatBoard
            accountId={cover.data.account.id}
            agreementId={agreement.id}
            seats={seats.data}
            contacts={cover.data.contacts}
            place="portal"
            mayManage={mayManage}
          />
        </div>
      )}
      {problem !== null && (
        <ErrorState
          problem={problem}
          title={t('seats.failed')}
          onRetry={() => void Promise.all([cover.refetch(), seats.refetch()])}
        />
      )}
      {problem === null && (cover.data === undefined || (agreement != null && seats.data === undefined)) && (
        <Skeletons rows={3} shape="cards" />
      )}
    </>
  )
}

function ReadOnly({ cover }: { cover: CoverView }) {
  const t = useAgreementWords()
  const names = cover.contacts.filter((one) => one.isAccountAdmin).map((one) => one.name)
  return (
    <p className={classes.quiet}>
      {names.length === 0 ? t('seats.readOnlyNobody') : t('seats.readOnly', { names: names.join(', ') })}
    </p>
  )
}
