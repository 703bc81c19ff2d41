import { useTranslation } from 'react-i18next'
import type { TermValue } from '#promise/agreements/domain/term-changes.ts'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { amendmentWords } from './amendment-words.en.ts'
import { dayRuns, weekdayName } from './support-hours.ts'

addWords('amendments', amendmentWords)

type Deviation = { path: string; value: TermValue; standard: TermValue }

/** The words of what changes while an agreement runs, by key. */
export function useAmendmentWords() {
  return useTranslation('amendments').t
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/**
 * Says terms by their path and value: "First reply at high priority", "30 minutes", and a negotiated one as a sentence.
 * @param names of services and pools, by code
 */
export function useTermWords(names: Readonly<Record<string, string>>) {
  const t = useAmendmentWords()
  const { format } = useWords()
  const label = (path: string): string => {
    const [kind = '', ...rest] = path.split('.')
    const code = rest.join('.')
    if (kind === 'firstResponse' || kind === 'resolution')
      return t(`term.${kind}`, { priority: t(`term.priority.${priorityOf(code)}`) })
    if (kind === 'seats' || kind === 'supportHours') return t(`term.${kind}`)
    const name = names[code] ?? code
    return kind === 'pools' ? t('term.pool', { name }) : name
  }
  const span = (minutes: number): string =>
    minutes % 60 === 0 ? t('term.hours', { count: minutes / 60 }) : t('term.minutes', { count: minutes })
  const value = (of: TermValue): string => {
    if (of === null) return t('term.none')
    if (typeof of === 'number') return String(of)
    if ('minutes' in of)
      return of.guaranteed ? span(of.minutes) : t('term.tracked', { target: span(of.minutes) })
    if ('kind' in of) return t(`term.${of.kind}`)
    if ('always' in of) return t('term.always')
    if (of.days.length === 7) return t('term.daily', { from: of.from, to: of.to })
    const days = dayRuns(of.days.map((day) => weekdays.indexOf(day) + 1))
      .map(({ from, to }) =>
        from === to ? weekdayName(from, format) : `${weekdayName(from, format)}–${weekdayName(to, format)}`,
      )
      .join(', ')
    return t('term.week', { days, from: of.from, to: of.to })
  }
  const sentence = ({ path, value: agreed, standard }: Deviation): string => {
    const isTarget = agreed !== null && typeof agreed === 'object' && 'minutes' in agreed
    const words = { term: label(path), value: value(agreed), standard: value(standard) }
    return t(isTarget ? 'agreed.target' : 'agreed.plain', words)
  }
  return { label, value, sentence }
}

function priorityOf(code: string): 'high' | 'medium' | 'low' {
  return code === 'high' || code === 'medium' ? code : 'low'
}
