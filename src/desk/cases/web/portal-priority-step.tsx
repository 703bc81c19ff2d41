import { useVendor } from '#people/auth/web/use-vendor.ts'
import { priority } from '#desk/cases/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { ChoiceList } from '#web/components/choice.tsx'
import { durationWords } from '#web/time/time-words.ts'
import type { DraftState } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type Agreement = NonNullable<CoverView['agreement']>
type PriorityStepProps = { legend: string; agreement: Agreement; state: DraftState }

/** The levels by the vendor's own definitions, each with the first reply it brings (SPEC 3.4, 5.4). */
export function PortalPriorityStep({ legend, agreement, state }: PriorityStepProps) {
  const t = usePortalWords()
  const { say } = useReader()
  const definitions = useVendor()?.priorityDefinitions
  const options = priority.options.map((level) => {
    const minutes =
      agreement.targets.find((target) => target.priority === level)?.firstResponseMinutes ?? null
    return {
      value: level,
      title: t(`new.priority.${level}`),
      note: definitions?.[level],
      price:
        minutes === null
          ? t('new.priority.none')
          : t('new.priority.reply', { span: durationWords(minutes * 60_000, say) }),
    }
  })
  return (
    <ChoiceList
      legend={legend}
      options={options}
      value={state.draft.priority}
      onChange={(value) => state.change({ priority: priority.parse(value) })}
    />
  )
}
