import { endsSoon } from '#people/accounts/domain/ends-soon.ts'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { useCertificationWords } from './use-certification-words.ts'

type Held = { kind: string; validFrom: string; validUntil: string | null }

/** What a certification says in one line, and what is to be said of its end; dates are the same for everybody. */
export function useCertificationText(): (held: Held) => { text: string; end: string | undefined } {
  const t = useCertificationWords()
  const now = useNow()
  const { format } = useWords()
  const day = (date: string): string => shortDate(Date.parse(date), now, { ...format, timeZone: 'UTC' })
  const today = new Date(now).toISOString().slice(0, 10)
  return ({ kind, validFrom, validUntil }) => {
    const words = { kind: kindWords(kind), from: day(validFrom) }
    if (validUntil === null) return { text: t('wasOpen', words), end: undefined }
    const days = endsSoon(validUntil, today)
    const over = validUntil <= today ? t('over') : undefined
    return {
      text: t('was', { ...words, until: day(lastDayOf(validUntil)) }),
      end: days === null ? over : t('soon', { count: days }),
    }
  }
}

/** `developer_pro` as people read it. */
export function kindWords(kind: string): string {
  const words = kind.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
