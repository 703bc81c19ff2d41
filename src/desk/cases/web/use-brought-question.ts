import { useEffect } from 'react'
import { useGo } from '#people/auth/web/use-go.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import type { NewCaseDraft } from './new-case-draft.ts'

const maxLength = 200

/** The question in one line that the address brings from Home; undefined without one. */
export function useBroughtQuestion(): string | undefined {
  const asked = new URLSearchParams(usePlace().search).get('subject') ?? ''
  const question = asked.replaceAll(/\s+/g, ' ').trim().slice(0, maxLength)
  return question === '' ? undefined : question
}

/**
 * Once the draft has taken the question it is kept with it, and leaves the address: a reload would write it over
 * what was typed since. `isLeft` where the draft has other words, and the reader has to choose.
 */
export function useTakenQuestion(
  brought: string | undefined,
  subject: string,
  change: (news: Partial<NewCaseDraft>) => void,
): { isLeft: boolean; dismiss: () => void } {
  const go = useGo()
  const { pathname } = usePlace()
  const isTaken = brought !== undefined && brought === subject
  useEffect(() => {
    if (!isTaken) return
    change({ subject })
    go(pathname, 'replace')
  }, [isTaken, subject, change, go, pathname])
  return { isLeft: brought !== undefined && !isTaken, dismiss: () => go(pathname, 'replace') }
}
