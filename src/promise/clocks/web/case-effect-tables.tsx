import type { CaseEffect } from '#promise/clocks/domain/case-effect-contract.ts'
import { effectNames } from '#promise/clocks/domain/effect-on-clock.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { durationWords } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { useCaseEffectWords } from './use-case-effect-words.ts'

/** How many clocks of each kind would stand how, and the largest shifts one by one. */
export function CaseEffectTables({ effect }: { effect: CaseEffect }) {
  const t = useCaseEffectWords()
  const { format } = useWords()
  const metric = useMetric()
  const { kinds, examples } = effect
  const names = effectNames.filter(
    (name) => name === 'unchanged' || kinds.some(({ effects }) => effects[name] > 0),
  )
  const numbers = new Intl.NumberFormat(format.locale)
  return (
    <>
      {kinds.length > 0 && (
        <DataTable
          label={t('title')}
          columns={[
            { key: 'clock', title: t('clock') },
            ...names.map((name) => ({ key: name, title: t(`effect.${name}`), align: 'end' as const })),
          ]}
          rows={kinds.map(({ kind, guaranteed, effects }) => ({
            key: `${kind} ${guaranteed}`,
            cells: [metric(kind, guaranteed), ...names.map((name) => numbers.format(effects[name]))],
          }))}
        />
      )}
      {examples.length > 0 && <Examples examples={examples} />}
    </>
  )
}

function Examples({ examples }: Pick<CaseEffect, 'examples'>) {
  const t = useCaseEffectWords()
  const metric = useMetric()
  return (
    <section>
      <SectionHead title={t('examples')} />
      <DataTable
        label={t('examples')}
        columns={[
          { key: 'case', title: t('case') },
          { key: 'account', title: t('account') },
          { key: 'clock', title: t('clock') },
          { key: 'now', title: t('dueNow') },
          { key: 'then', title: t('dueThen') },
          { key: 'how', title: t('how') },
        ]}
        rows={examples.map((example) => ({
          key: `${example.reference} ${example.kind}`,
          cells: [
            <AppLink key="case" href={`/desk/cases/${example.reference}`}>
              {example.reference}
            </AppLink>,
            example.account,
            metric(example.kind, example.guaranteed),
            <TimeText key="now" at={example.dueAt} />,
            example.wouldBeDueAt === null ? t('never') : <TimeText key="then" at={example.wouldBeDueAt} />,
            <Shift key="how" {...example} />,
          ],
        }))}
      />
    </section>
  )
}

function Shift({ effect, dueAt, wouldBeDueAt }: CaseEffect['examples'][number]) {
  const t = useCaseEffectWords()
  const { say } = useWords()
  if (effect === 'late') return t('lateAtOnce')
  if (wouldBeDueAt === null) return null
  const shift = Date.parse(wouldBeDueAt) - Date.parse(dueAt)
  return t(shift < 0 ? 'earlierBy' : 'laterBy', { span: durationWords(Math.abs(shift), say) })
}

/** What is promised never reads like what is only tracked. */
function useMetric(): (kind: CaseEffect['kinds'][number]['kind'], guaranteed: boolean) => string {
  const t = useCaseEffectWords()
  const { say } = useWords()
  return (kind, guaranteed) => {
    const metric = say(`clock.kind.${kind}`)
    return kind === 'line' ? metric : t(guaranteed ? 'promised' : 'tracked', { metric })
  }
}
