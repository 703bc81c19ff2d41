import type { ReactNode } from 'react'
import { KindRefusal, type RefusalWay } from '#web/components/kind-refusal.tsx'
import { reasonTone, type WayForward, type WireDecision } from '#web/components/wire-decision.ts'
import { usePortalWords } from './use-portal-words.ts'

type PortalRefusalProps = {
  decision: Pick<WireDecision, 'reasons' | 'waysForward'>
  /** Makes a way forward something to press or a place to go; what it leaves out stays a sentence. */
  onWay?: (way: WayForward) => Partial<RefusalWay>
  /** The name of a service by its code, for the clause. */
  serviceName?: (code: string) => string | undefined
  /** Best way first: placed before those of the decision. */
  before?: RefusalWay[]
}

/** A decision that says no, as its customer reads it: the sentence, where it is written, what they can do. */
export function PortalRefusal({ decision, onWay, serviceName, before = [] }: PortalRefusalProps) {
  const ways = decision.waysForward.map((way) => ({ ...way, ...onWay?.(way) }))
  // What is merely not known yet does not refuse, so it is not said here.
  const against = decision.reasons.filter((reason) => reasonTone(reason.code) === 'against')
  const reasons = against.length > 0 ? against : decision.reasons
  const first = reasons[0]
  return (
    <KindRefusal
      sentence={reasons.map((reason) => reason.text).join(' ')}
      clause={first?.clause != null && <Clause clause={first.clause} serviceName={serviceName} />}
      ways={[...before, ...ways]}
    />
  )
}

function Clause({
  clause,
  serviceName,
}: {
  clause: string
  serviceName: ((code: string) => string | undefined) | undefined
}): ReactNode {
  const t = usePortalWords()
  const [code = '', packageName] = clause.split('@')
  if (packageName === undefined) return t('refusal.clause', { clause })
  const name = packageName.charAt(0).toUpperCase() + packageName.slice(1)
  return t('refusal.clauseService', { service: serviceName?.(code) ?? code, package: name })
}
