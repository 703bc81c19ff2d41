import { Button } from '@mantine/core'
import { useState } from 'react'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import type { AmendmentPreview } from '#promise/agreements/domain/amendment-contract.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { useWords } from '#web/words/use-words.ts'
import classes from './amendments.module.css'
import { TermNote } from './term-note.tsx'
import { useDayWords } from './use-agreement-words.ts'
import { useAmendmentWords, useTermWords } from './use-term-words.ts'

type AmendPreviewProps = { preview: AmendmentPreview | undefined; isLoading: boolean; problem: Error | null }

/** So many changes are read at once; the rest on demand. */
const fewChanges = 6

/** What an amendment comes to, before it is made: what T1 and T2 say, what is charged, what changes. */
export function AmendPreview({ preview, isLoading, problem }: AmendPreviewProps) {
  const t = useAmendmentWords()
  const day = useDayWords()
  return (
    <section className={classes.preview} aria-label={t('amend.preview')} aria-live="polite">
      <h3>{t('amend.preview')}</h3>
      {preview === undefined && isLoading && <Skeletons rows={2} shape="text" />}
      {preview === undefined && !isLoading && problem === null && <p>{t('amend.previewNone')}</p>}
      {preview === undefined && problem !== null && (
        <p>{t('amend.previewFailed', { sentence: problemSentence(problem) })}</p>
      )}
      {preview?.problems.map((one) => (
        <TermNote key={one.code} clause={one.clause}>
          {one.text}
        </TermNote>
      ))}
      {preview?.problems.length === 0 && (
        <>
          <p className={classes.met}>{t('amend.allowed')}</p>
          <Charges charges={preview.charges} until={preview.until} />
          <Changes preview={preview} />
          {preview.renewal !== null && (
            <p>
              {t('amend.renewal', {
                date: day(preview.renewal.startsOn),
                package: preview.renewal.package ?? '–',
              })}
            </p>
          )}
        </>
      )}
    </section>
  )
}

type ChargesProps = { charges: AmendmentPreview['charges']; until: string }

function Charges({ charges, until }: ChargesProps) {
  const t = useAmendmentWords()
  const day = useDayWords()
  const { format } = useWords()
  const money = (minor: number, currency: string): string => moneyWords(minor, currency, format.locale)
  return (
    <div>
      <h3>{t('amend.charge', { until: day(lastDayOf(until)) })}</h3>
      {charges.length === 0 && <p>{t('amend.noCharge')}</p>}
      {charges.map((one) => (
        <p key={`${one.of} ${one.currency}`} className={classes.charge}>
          <span>
            {t(one.of === 'package' ? 'amend.ofPackage' : 'amend.ofSubscription')},{' '}
            {t('amend.yearly', { amount: money(one.yearlyMinor, one.currency) })}
          </span>
          <b>{money(one.minor, one.currency)}</b>
        </p>
      ))}
      {charges.length > 0 && <p>{t('amend.taxes')}</p>}
    </div>
  )
}

function Changes({ preview }: { preview: AmendmentPreview }) {
  const t = useAmendmentWords()
  const words = useTermWords(preview.names)
  const [all, setAll] = useState(false)
  const { changes, keptDeviations, droppedDeviations } = preview
  const labels = (paths: readonly string[]): string => paths.map(words.label).join(', ')
  if (changes.length === 0) return null
  return (
    <div>
      <h3>{t('amend.changes')}</h3>
      <ul className={classes.changes}>
        {changes.slice(0, all ? undefined : fewChanges).map((one) => (
          <li key={one.path}>
            <span>{words.label(one.path)}</span>
            <span>{t('term.change', { from: words.value(one.from), to: words.value(one.to) })}</span>
          </li>
        ))}
      </ul>
      {!all && changes.length > fewChanges && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('amend.showAll', { count: changes.length })}
        </Button>
      )}
      {keptDeviations.length > 0 && <p>{t('amend.kept', { terms: labels(keptDeviations) })}</p>}
      {droppedDeviations.length > 0 && <p>{t('amend.dropped', { terms: labels(droppedDeviations) })}</p>}
    </div>
  )
}
