import { useState } from 'react'
import type { z } from 'zod'
import { useMe } from '#people/auth/web/use-me.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { newCallDraft } from './desk-call-fields.tsx'
import { emptyNewCase, keptNewCase } from './desk-new-case-draft.ts'
import { readTabDraft, writeTabDraft } from './tab-draft.ts'

type Written = z.output<typeof keptNewCase>

/** A case for a customer as it is written, kept for its reader until it is opened or discarded. */
export function useNewCase() {
  const now = useNow()
  const { format } = useWords()
  const name = `fourline-desk-new-case:${useMe().id}`
  const begin = (): Written => ({ draft: emptyNewCase, call: newCallDraft(now, format.timeZone, '') })
  const [kept, setKept] = useState(() => readTabDraft(name, keptNewCase))
  const [fresh, setFresh] = useState(begin)
  const written = kept ?? fresh
  const restore = (next: Written): void => {
    setKept(next)
    writeTabDraft(name, next)
  }
  return {
    written,
    isBegun: kept !== undefined,
    put: (news: Partial<Written>) => restore({ ...written, ...news }),
    /** Puts it back, also after the page was left. */
    restore,
    discard(): void {
      setKept(undefined)
      setFresh(begin)
      writeTabDraft(name, undefined)
    },
    /** It is a case now; the page is left as it stands. */
    sent: () => writeTabDraft(name, undefined),
  }
}
