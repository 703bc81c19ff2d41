import { Trans, useTranslation } from 'react-i18next'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { nextPromise } from '#desk/cases/web/portal-promise.ts'
import { usePortalWords } from '#desk/cases/web/use-portal-words.ts'
import { useReader } from '#desk/cases/web/use-reader.ts'
import { durationWords } from '#web/time/time-words.ts'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** Status in the customer's words, then the next promise or whose turn it is. */
export function PortalCaseLead({ one }: { one: CaseView }) {
  const kit = useTranslation('kit').t
  const isSaidAlone = one.status === 'waiting_customer' || one.status === 'solved' || one.status === 'closed'
  if (isSaidAlone) return <NextSentence one={one} />
  return (
    <>
      {kit(`case.status.customer.${one.status}`)}. <NextSentence one={one} />
    </>
  )
}

function NextSentence({ one }: { one: CaseView }) {
  const t = usePortalCaseWords()
  const portal = usePortalWords()
  const { now, moment, say } = useReader()
  const withName = portal('row.handledBy', { name: one.handledBy })
  const fact = nextPromise(one)
  if (one.status === 'closed') return t('lead.closed')
  if (one.status === 'solved') return t('lead.solved')
  if (one.status === 'waiting_customer') return t('lead.waiting')
  if (fact.kind === 'reply_due' || fact.kind === 'solution_due') {
    const left = Date.parse(fact.dueAt) - now
    if (left <= 0) return <Trans t={t} i18nKey="lead.soon" components={{ b: <b /> }} />
    return (
      <Trans
        t={t}
        i18nKey={fact.kind === 'reply_due' ? 'lead.replyBy' : 'lead.solutionBy'}
        values={{ moment: moment(fact.dueAt), span: durationWords(left, say) }}
        components={{ b: <b /> }}
      />
    )
  }
  if (one.status === 'waiting_other') return t('lead.other', { name: withName })
  if (one.status === 'new') return fact.kind === 'status' ? t('lead.received', { name: withName }) : null
  return t('lead.with', { name: withName })
}
