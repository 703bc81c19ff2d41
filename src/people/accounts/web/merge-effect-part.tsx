import type { MergeEffect } from '#people/accounts/domain/merge-contract.ts'
import classes from './merge-effect-part.module.css'
import { kindWords } from './use-certification-text.ts'
import { useMergeWords } from './use-merge-words.ts'

type MergeEffectPartProps = { effect: MergeEffect | undefined; hasFailed: boolean }

/** What merging will do, a sentence each. */
export function MergeEffectPart({ effect, hasFailed }: MergeEffectPartProps) {
  const t = useMergeWords()
  if (effect === undefined) {
    return (
      <p className={classes.quiet} role="status">
        {hasFailed ? t('failed') : ' '}
      </p>
    )
  }
  return (
    <section className={classes.effect} aria-label={t('effect')}>
      <h3>{t('effect')}</h3>
      {effect.problem === null ? (
        <ul>
          {sentencesOf(t, effect).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p>{effect.problem}</p>
      )}
    </section>
  )
}

function sentencesOf(t: ReturnType<typeof useMergeWords>, effect: MergeEffect): string[] {
  const { merged, survivor, cases, watched, certifications, seats } = effect
  const name = survivor.name
  return [
    t('address', { merged: merged.email, survivor: survivor.email, name }),
    cases.all === 0 ? t('cases_zero') : t('cases', { count: cases.all, open: cases.open }),
    ...(watched === 0 ? [] : [t('watched', { count: watched, name })]),
    ...(certifications.length === 0
      ? []
      : [t('certifications', { kinds: certifications.map((kind) => kindWords(kind)).join(', ') })]),
    ...(seats.length === 0
      ? [t('noSeat')]
      : seats.map((seat) =>
          t(`seat.${seat.outcome}`, { package: seat.packageName, merged: merged.name, name }),
        )),
    ...(effect.signInEnds ? [t('signIn', { merged: merged.email })] : []),
    ...(effect.becomesAdmin ? [t('admin', { name, mergedName: merged.name })] : []),
  ]
}
