import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { ChoiceList } from '#web/components/choice.tsx'
import type { DraftState } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'

type Agreement = NonNullable<CoverView['agreement']>
type ServiceStepProps = { legend: string; agreement: Agreement; state: DraftState }

/** What a request asks for: something administrative, or a service the package has on request. */
export function PortalServiceStep({ legend, agreement, state }: ServiceStepProps) {
  const t = usePortalWords()
  const { draft, change } = state
  const onRequest = agreement.services.filter((service) => service.availability === 'on_request')
  return (
    <ChoiceList
      legend={legend}
      options={[
        {
          value: '',
          title: t('new.service.administrative'),
          note: t('new.service.administrativeNote'),
          price: t('new.topic.included'),
        },
        ...onRequest.map((service) => ({
          value: service.code,
          title: service.name,
          price: t('new.topic.onRequest'),
        })),
      ]}
      value={draft.service ?? ''}
      onChange={(service) => change({ service: service === '' ? null : service })}
    />
  )
}
