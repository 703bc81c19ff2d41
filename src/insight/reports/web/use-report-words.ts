import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import type { Month } from '../domain/month.ts'
import { reportWords } from './report-words.en.ts'

addWords('reports', reportWords)

export function useReportWords(): TFunction<'reports'> {
  return useTranslation('reports').t
}

/** "October 2026", in the reader's language. */
export function useMonthName(style: 'long' | 'short' = 'long'): (month: Month) => string {
  const { format } = useWords()
  const written = new Intl.DateTimeFormat(format.locale, {
    month: style,
    ...(style === 'long' && { year: 'numeric' }),
    timeZone: 'UTC',
  })
  return (month) => written.format(Date.parse(`${month}-01T00:00:00Z`))
}

/** "39 of 40", and a dash where none was due: never a bare percentage. */
export function useRate(): (record: { kept: number; missed: number }) => string {
  const t = useReportWords()
  return ({ kept, missed }) => (kept + missed === 0 ? t('none') : t('rate', { kept, due: kept + missed }))
}

const recordStates = ['open', 'recorded', 'approved'] as const

/** "2 open, 1 to approve": how far the records of missed promises are, and a dash where there is none. */
export function useRecords(): (records: Record<(typeof recordStates)[number], number>) => string {
  const t = useReportWords()
  return (records) =>
    recordStates
      .filter((state) => records[state] > 0)
      .map((state) => t(`records.${state}`, { n: records[state] }))
      .join(', ') || t('none')
}
