import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { caseType } from '#desk/cases/domain/contract.ts'
import { ChoiceCards } from '#web/components/choice.tsx'
import classes from './portal-new-case.module.css'
import type { DraftState } from './use-new-case-draft.ts'
import { numberWord, usePortalWords } from './use-portal-words.ts'

type Agreement = NonNullable<CoverView['agreement']>
type KindStepProps = { legend: string; agreement: Agreement; state: DraftState }

/** Problem, consultation or request; what each costs stands on its card. */
export function PortalKindStep({ legend, agreement, state }: KindStepProps) {
  const t = usePortalWords()
  const pool = agreement.pools[0]
  const consultation =
    pool === undefined
      ? t('new.kind.consultationNote')
      : t('new.kind.consultationPool', { number: numberWord(pool.allowed, t) })
  const problem = t(pool === undefined ? 'new.kind.problemPlain' : 'new.kind.problemNote')
  return (
    <div className={classes.kinds}>
      <ChoiceCards
        legend={legend}
        options={[
          { value: 'problem', title: t('new.kind.problem'), note: problem },
          { value: 'consultation', title: t('new.kind.consultation'), note: consultation },
          { value: 'request', title: t('new.kind.request'), note: t('new.kind.requestNote') },
        ]}
        value={state.draft.type ?? undefined}
        onChange={(value) => state.change({ type: caseType.parse(value) })}
      />
    </div>
  )
}
