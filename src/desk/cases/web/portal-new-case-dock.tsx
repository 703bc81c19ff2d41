import type { ReactNode } from 'react'
import type { EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'
import { PromiseDock } from '#web/components/promise-slip.tsx'
import { shortMoment } from '#web/time/time-words.ts'
import { isRefusal } from './new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type NewCaseDockProps = {
  answer: EntitlementAnswer | undefined
  /** The agreement could not be asked. */
  hasFailed: boolean
  block: string | undefined
  button: ReactNode
}

/** Time and price of the case at the foot of a phone. */
export function PortalNewCaseDock({ answer, hasFailed, block, button }: NewCaseDockProps) {
  const t = usePortalWords()
  const { now, format } = useReader()
  const pool = answer?.pools[0]
  const uses =
    answer?.outcome === 'included_from_pool' && pool !== undefined
      ? t('new.slip.dockUses', { n: pool.used + 1, allowed: pool.allowed })
      : undefined
  const title = (): string => {
    if (hasFailed) return t('new.slip.failedTitle')
    if (answer === undefined) return t('new.slip.asking')
    if (isRefusal(answer)) return t('new.slip.dockCannot')
    if (answer.promise === null) return t('new.slip.dockNone')
    return t('new.slip.dock', { moment: shortMoment(Date.parse(answer.promise.dueAt), now, format) })
  }
  return <PromiseDock title={title()} note={block ?? uses} action={button} />
}
