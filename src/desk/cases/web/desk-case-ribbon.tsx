import { useEffect, useRef, type ReactNode } from 'react'
import type { CaseView, ClockView } from '#desk/cases/domain/contract.ts'
import { ClockStatus } from '#web/components/clock-status.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { clockFace } from '#web/time/clock-face.ts'
import { useNow } from '#web/time/use-now.ts'
import { kitSay } from '#web/words/i18n.ts'
import classes from './desk-case.module.css'
import { ribbonClocks } from './desk-clocks.ts'
import { useDeskWords } from './desk-use-words.ts'

/** What is promised on the left; `children` are where the case stands, on the right. */
export function DeskCaseRibbon({ found, children }: { found: CaseView; children: ReactNode }) {
  const t = useDeskWords()
  const clocks = ribbonClocks(found.clocks)
  useOverdueTold(clocks)
  return (
    <div className={classes.ribbon}>
      <div className={classes.clocks} role="group" aria-label={t('case.clocks')}>
        {clocks.map((clock) => (
          <div key={clock.kind} data-over={clock.stoppedAt !== null || undefined} className={classes.clock}>
            <ClockStatus clock={clock} />
          </div>
        ))}
        {clocks.length === 0 && <p className={classes.noClocks}>{t('case.noClocks')}</p>}
      </div>
      {children}
    </div>
  )
}

/** A promise that breaks while the case is open is said once. */
function useOverdueTold(clocks: readonly ClockView[]): void {
  const t = useDeskWords()
  const now = useNow()
  const overdue = clocks.filter((clock) => clockFace(clock, now) === 'overdue').map((clock) => clock.kind)
  const known = useRef<string[]>(undefined)
  useEffect(() => {
    const fresh = overdue.filter((kind) => known.current?.includes(kind) === false)
    for (const kind of fresh) announce(t('case.newsOverdue', { clock: kitSay(`clock.kind.${kind}`) }))
    known.current = overdue
  })
}
