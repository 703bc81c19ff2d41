import type { ReactNode } from 'react'
import { useMe } from '#people/auth/web/use-me.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { KindRefusal, type RefusalWay } from '#web/components/kind-refusal.tsx'
import { reasonTone, type WayForward, type WireDecision } from '#web/components/wire-decision.ts'
import { clauseNames } from './refusal-clause.ts'
import { usePortalWords } from './use-portal-words.ts'

/** Ways forward that have a page of their own here. */
const pages: Record<string, string> = { choose_package: '/portal/plan' }

type PortalRefusalProps = {
  decision: Pick<WireDecision, 'reasons' | 'waysForward'>
  /** Makes a way forward something to press or a place to go; any other stays a sentence. */
  onWay?: (way: WayForward) => Partial<RefusalWay>
  /** Best way first: placed before those of the decision. */
  before?: RefusalWay[]
}

/** A decision that says no, as its customer reads it: the sentence, where it is written, what they can do. */
export function PortalRefusal({ decision, onWay, before = [] }: PortalRefusalProps) {
  const ways = decision.waysForward.map((way) => ({ ...way, href: pages[way.code], ...onWay?.(way) }))
  // What is merely not known yet does not refuse, so it is not said here.
  const against = decision.reasons.filter((reason) => reasonTone(reason.code) === 'against')
  const reasons = against.length > 0 ? against : decision.reasons
  const first = reasons[0]
  return (
    <KindRefusal
      sentence={reasons.map((reason) => reason.text).join(' ')}
      clause={first?.clause != null && <Clause clause={first.clause} />}
      ways={[...before, ...ways]}
    />
  )
}

function Clause({ clause }: { clause: string }): ReactNode {
  const t = usePortalWords()
  const services = useCover(useMe().account?.id).data?.agreement?.services ?? []
  const names = clauseNames(clause, services)
  if ('rule' in names) return t('refusal.clause', { clause: names.rule })
  const { package: packageName, service } = names
  if (service === undefined) return t('refusal.clausePackage', { package: packageName })
  return t('refusal.clauseService', { package: packageName, service })
}
