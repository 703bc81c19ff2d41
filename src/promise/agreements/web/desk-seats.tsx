import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { agreementsQuery, seatsQuery } from './agreement-queries.ts'
import { SeatBoard } from './seat-board.tsx'
import { useAgreementWords, usePeriodWords } from './use-agreement-words.ts'
import { useCover } from './use-cover.ts'

/** The seats of the agreement in force, or of the one the address names, for staff. */
export function DeskSeats() {
  const t = useAgreementWords()
  const period = usePeriodWords()
  const id = useAccountId()
  const mayManage = useMe().permissions.includes('seat.manage')
  const asked = new URLSearchParams(usePlace().search).get('agreement')
  const agreements = useQuery(agreementsQuery(id))
  const cover = useCover(id)
  const found = agreements.data?.items.find((one) =>
    asked === null ? one.phase === 'in_force' : one.id === asked,
  )
  const seats = useQuery(seatsQuery(id, found?.id))
  const problem = agreements.error ?? seats.error ?? cover.error
  const isDone = agreements.data !== undefined && found === undefined
  return (
    <section className={pageClasses.part} aria-label={t('seats.title')}>
      <header className={pageClasses.partHead}>
        <div>
          <h2>{t('seats.title')}</h2>
          <p>{t('seats.lead')}</p>
          {asked !== null && found !== undefined && <p>{period(found)}</p>}
        </div>
        {!mayManage && <p>{t('seats.staffReadOnly')}</p>}
      </header>
      {isDone && (
        <EmptyState
          title={t('seats.noAgreement')}
          action={
            <Button component={AppLink} href={`/desk/accounts/${id}/agreements`}>
              {t('agreement.back')}
            </Button>
          }
        >
          {t('seats.noAgreementText')}
        </EmptyState>
      )}
      {found !== undefined && seats.data !== undefined && cover.data !== undefined && (
        <SeatBoard
          accountId={id}
          agreementId={found.id}
          seats={seats.data}
          contacts={cover.data.contacts}
          place="desk"
          mayManage={mayManage && found.state === 'active'}
        />
      )}
      {!isDone && problem !== null && (
        <ErrorState
          problem={problem}
          title={t('seats.failed')}
          onRetry={() => void Promise.all([agreements.refetch(), seats.refetch(), cover.refetch()])}
        />
      )}
      {!isDone && problem === null && (seats.data === undefined || cover.data === undefined) && (
        <Skeletons rows={3} />
      )}
    </section>
  )
}
