import { useTimeout } from '@mantine/hooks'
import { useState } from 'react'
import type { CaseEffect } from '#promise/clocks/domain/case-effect-contract.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { durationWords, shortMoment } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { CaseEffectTables } from './case-effect-tables.tsx'
import classes from './open-cases-effect.module.css'
import { type Unpublished, useCaseEffect } from './use-case-effect.ts'
import { useCaseEffectWords } from './use-case-effect-words.ts'

/** How the open cases would look under what is about to be published, before it is. */
export function OpenCasesEffect({ of }: { of: Unpublished }) {
  const t = useCaseEffectWords()
  const { data, error, refetch, isOutdated } = useCaseEffect(of)
  const hasNothing = data !== undefined && data.cases === 0
  return (
    <section className={classes.all} aria-busy={data === undefined || isOutdated}>
      <SectionHead title={t('title')} />
      {data === undefined && error === null && <Working />}
      {error !== null && <ErrorState problem={error} title={t('error')} onRetry={() => void refetch()} />}
      {error === null && hasNothing && (
        <EmptyState title={t(of.kind === 'hours' ? 'none' : 'noneDraft')}>{t('noneText')}</EmptyState>
      )}
      {error === null && data !== undefined && !hasNothing && (
        <div data-outdated={isOutdated || undefined} className={classes.found}>
          <Summary effect={data} isOutdated={isOutdated} />
          <CaseEffectTables effect={data} />
        </div>
      )}
    </section>
  )
}

/** A second of it is no news; what takes longer says what it does. */
function Working() {
  const t = useCaseEffectWords()
  const [isLong, setLong] = useState(false)
  useTimeout(() => setLong(true), 1_000, { autoInvoke: true })
  return (
    <>
      {isLong && (
        <p role="status" className={classes.quiet}>
          {t('working')}
        </p>
      )}
      <Skeletons rows={4} />
    </>
  )
}

const changes = ['earlier', 'later', 'late', 'dropped'] as const

function Summary({ effect, isOutdated }: { effect: CaseEffect; isOutdated: boolean }) {
  const t = useCaseEffectWords()
  const { say, format } = useWords()
  const { cases: count, kinds, largest, apart, at } = effect
  const differing = changes.flatMap((name) => {
    const clocks = kinds.reduce((sum, { effects }) => sum + effects[name], 0)
    return clocks === 0 ? [] : [t(`change.${name}`, { count: clocks })]
  })
  const list = new Intl.ListFormat(format.locale, { type: 'conjunction' }).format(differing)
  const span = (milliseconds: number): string => durationWords(milliseconds, say)
  const more = [
    largest.earlierMs !== null && t('largestEarlier', { span: span(largest.earlierMs) }),
    largest.laterMs !== null && t('largestLater', { span: span(largest.laterMs) }),
    apart.negotiated > 0 && t('negotiated', { count: apart.negotiated }),
    apart.withoutPackage > 0 && t('withoutPackage', { count: apart.withoutPackage }),
    isOutdated ? t('again') : t('asOf', { time: shortMoment(Date.parse(at), Date.parse(at), format) }),
  ].filter((line) => line !== false)
  return (
    <div>
      <p className={classes.sum} role="status">
        {differing.length === 0 ? t('same', { count }) : t('differ', { count, changes: list })}
      </p>
      <p className={classes.quiet}>{more.join(' ')}</p>
      <p className={classes.quiet}>{t('stays')}</p>
    </div>
  )
}
