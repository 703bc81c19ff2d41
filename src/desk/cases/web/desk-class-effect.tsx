import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CaseType, CaseView } from '#desk/cases/domain/contract.ts'
import { type PoolEffect, previewClassEndpoint } from '#desk/cases/domain/work-contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import type { WireDecision } from '#web/components/wire-decision.ts'
import { shortDate } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import parts from './desk-dialog-parts.module.css'
import { useDeskWords } from './desk-use-words.ts'
import { useWorkWords } from './desk-use-work-words.ts'
import classes from './desk-work.module.css'

export type Classes = { type: CaseType | null; topic: string | null; productCode: string | null }

type DeskClassEffectProps = {
  found: CaseView
  wanted: Classes
  /** What stands below a refusal. */
  waive: (decision: WireDecision) => ReactNode
}

/** What a classification would be decided and do to the pools, asked of the server's own rules before it is saved. */
export function DeskClassEffect({ found, wanted, waive }: DeskClassEffectProps) {
  const t = useDeskWords()
  const say = useWorkWords()
  const { reference, version } = found
  const answer = useQuery({
    queryKey: ['classification', reference, version, wanted],
    // Pools are shared: what they hold is asked again each time.
    staleTime: 0,
    queryFn: ({ signal }) => request(previewClassEndpoint, { params: { reference }, body: wanted, signal }),
  })
  const { data, error } = answer
  return (
    <div className={parts.effect} aria-live="polite">
      <h3>{t('classify.effect')}</h3>
      {data === undefined && (
        <p className={parts.asking}>{error === null ? t('classify.asking') : problemSentence(error)}</p>
      )}
      {data !== undefined && (
        <>
          <EntitlementPanel decision={data.decision} />
          <div className={classes.pools}>
            {!data.accepted && <p>{say('effect.refused')}</p>}
            {!data.accepted && waive(data.decision)}
            {data.accepted && data.pools.length === 0 && <p>{say('effect.none')}</p>}
            {data.pools.map((pool) => (
              <PoolSentence key={`${pool.pool} ${pool.effect}`} pool={pool} all={data.pools} />
            ))}
          </div>
        </>
      )}
    </div>
  )
}

const unitsOf: Record<PoolEffect['effect'], number> = { draws: 1, gives_back: -1, keeps: 0 }
const wordsOf: Record<PoolEffect['effect'], string> = {
  draws: 'effect.draws',
  gives_back: 'effect.givesBack',
  keeps: 'effect.keeps',
}

function PoolSentence({ pool, all }: { pool: PoolEffect; all: PoolEffect[] }) {
  const say = useWorkWords()
  const now = useNow()
  const { format } = useWords()
  const { used: before, allowed, resetsOn } = pool
  // What is given back first counts before what is drawn of the same pool.
  const earlier = all
    .slice(0, all.indexOf(pool))
    .filter((one) => one.pool === pool.pool)
    .reduce((sum, one) => sum + unitsOf[one.effect], before)
  const after = earlier + unitsOf[pool.effect]
  return (
    <p>
      {say(wordsOf[pool.effect], { before: earlier, after, allowed })}{' '}
      {resetsOn !== null &&
        say('effect.resets', { date: shortDate(Date.parse(resetsOn), now, { ...format, timeZone: 'UTC' }) })}
    </p>
  )
}
