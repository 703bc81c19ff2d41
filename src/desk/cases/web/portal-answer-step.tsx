import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import { useMe } from '#people/auth/web/use-me.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import type { EntitlementQuestion, WireDecision } from '#promise/entitlements/domain/contract.ts'
import { useEntitlements } from '#promise/entitlements/web/use-entitlement.ts'
import { ChoiceList, type ListOption } from '#web/components/choice.tsx'
import type { RefusalWay } from '#web/components/kind-refusal.tsx'
import { PortalRefusal } from './portal-refusal.tsx'
import type { DraftState } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'

type Agreement = NonNullable<CoverView['agreement']>

type AnswerStepProps = {
  legend: string
  agreement: Agreement
  state: DraftState
  /** "Wednesday, 14:20", for the way that is always open. */
  promisedAt: string | undefined
}

const spoken = [
  { value: 'phone', word: 'phone', service: 'channel.phone' },
  { value: 'live_session', word: 'live', service: 'channel.live_session' },
] as const

/** How to answer: written always, spoken where the package has it; else locked, with the reason in place. */
export function PortalAnswerStep({ legend, agreement, state, promisedAt }: AnswerStepProps) {
  const t = usePortalWords()
  const me = useMe()
  const { draft, change } = state
  const answers = useEntitlements(
    spoken.map(({ value }): EntitlementQuestion => ({
      channel: value,
      type: null,
      productCode: draft.productCode,
      priority: draft.priority,
    })),
  )
  const service = (code: string) => agreement.services.find((one) => one.code === code)
  const firstLocked = answers.findIndex((answer) => answer?.outcome === 'refused')
  const wayOf = (way: WireDecision['waysForward'][number]): Partial<RefusalWay> =>
    way.code !== 'use_channel'
      ? {}
      : {
          icon: <IconMail size={16} aria-hidden />,
          ...(promisedAt !== undefined && { text: t('new.answer.here', { moment: promisedAt }) }),
          onChoose: () => {
            change({ answerBy: 'written' })
            document.getElementById('new-case-subject')?.focus()
          },
        }
  const options = spoken.map(({ value, word, service: code }, index): ListOption => {
    const answer = answers[index]
    const title = t(`new.answer.${word}`)
    if (answer === undefined) return { value, title, locked: true }
    if (answer.outcome !== 'refused') {
      return { value, title, note: t('new.answer.call'), price: t('new.topic.included') }
    }
    const packages = service(code)?.packages ?? []
    return {
      value,
      title,
      price: new Intl.ListFormat('en', { type: 'conjunction' }).format(packages),
      ...(index !== firstLocked && { note: `${answer.reasons[0]?.text ?? ''} ${t('new.answer.same')}` }),
      locked: index === firstLocked ? <PortalRefusal decision={answer} onWay={wayOf} /> : true,
    }
  })
  return (
    <ChoiceList
      legend={legend}
      options={[
        { value: 'written', title: t('new.answer.written'), note: me.email, price: t('new.topic.included') },
        ...options,
      ]}
      value={draft.answerBy}
      onChange={(value) => {
        const chosen = (['written', 'phone', 'live_session'] as const).find((one) => one === value)
        if (chosen !== undefined) change({ answerBy: chosen })
      }}
    />
  )
}
