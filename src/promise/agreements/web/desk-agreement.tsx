import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import pageClasses from '#people/accounts/web/account-page.module.css'
import { useAccountId } from '#people/accounts/web/use-account-id.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { agreementQuery } from './agreement-queries.ts'
import { DeskAgreementTerms } from './desk-agreement-terms.tsx'
import { DeskDraft } from './desk-draft.tsx'
import { formOfDraft } from './draft-form.ts'
import { useAgreementWords } from './use-agreement-words.ts'

/** One agreement: a draft is a form for who may write, all else is read. */
export function DeskAgreement() {
  const t = useAgreementWords()
  const accountId = useAccountId()
  const { agreementId = '' } = useParams({ strict: false })
  const mayWrite = useMe().permissions.includes('agreement.write')
  const found = useQuery(agreementQuery(accountId, agreementId))
  const { data, error } = found
  if (data !== undefined && data.account.id === accountId) {
    return (
      <>
        {data.state === 'draft' && mayWrite ? (
          <DeskDraft
            key={`${data.id} ${data.version}`}
            accountId={accountId}
            stored={data}
            start={formOfDraft(data)}
          />
        ) : (
          <DeskAgreementTerms agreement={data} mayWrite={mayWrite} />
        )}
        <p className={pageClasses.part}>
          <GoLink href={`/desk/accounts/${accountId}/agreements/${data.id}/quote`}>
            {t('agreement.quote')}
          </GoLink>
        </p>
      </>
    )
  }
  if (data === undefined && error === null) return <Skeletons rows={4} shape="text" />
  if (data !== undefined || (error instanceof ApiProblem && [400, 404].includes(error.status)))
    return (
      <EmptyState
        title={t('agreement.gone')}
        action={
          <Button component={AppLink} href={`/desk/accounts/${accountId}/agreements`}>
            {t('agreement.back')}
          </Button>
        }
      >
        {t('agreement.goneText')}
      </EmptyState>
    )
  return <ErrorState problem={error} title={t('agreement.failed')} onRetry={() => void found.refetch()} />
}
