import { type ReactNode, useState } from 'react'
import type { CoverView, PoolView } from '#promise/agreements/domain/contract.ts'
import type { EntitlementQuestion, WireDecision } from '#promise/entitlements/domain/contract.ts'
import { useEntitlements, useShownRefusal } from '#promise/entitlements/web/use-entitlement.ts'
import { ChoiceList, type ListOption } from '#web/components/choice.tsx'
import { PoolPips } from '#web/components/pool-pips.tsx'
import { dayAndMonth } from '#web/time/time-words.ts'
import classes from './portal-new-case.module.css'
import { PortalRefusal } from './portal-refusal.tsx'
import type { DraftState } from './use-new-case-draft.ts'
import { ordinalWord, usePortalWords } from './use-portal-words.ts'
import { useReader } from './use-reader.ts'

type Agreement = NonNullable<CoverView['agreement']>
type Service = Agreement['services'][number]

type TopicStepProps = { legend: string; agreement: Agreement; state: DraftState }

/** What a consultation is about, each topic with its price; what is not to be had says why, and what else. */
export function PortalTopicStep({ legend, agreement, state }: TopicStepProps) {
  const { draft, change } = state
  const topics = agreement.services.filter((service) => service.code.startsWith('consultation.'))
  const doubtful = topics.filter((topic) => topic.availability !== 'included')
  const questionOf = (topic: Service): EntitlementQuestion => ({
    channel: 'portal',
    type: 'consultation',
    topic: topic.code,
    productCode: draft.productCode,
    priority: draft.priority,
  })
  const answers = useEntitlements(doubtful.map(questionOf))
  const priceOf = usePrice(agreement)
  // The first one used up opens with its ways forward; the others, and what was never had, open on request.
  const firstUsedUp = topics.find((topic) => topic.availability === 'limited')?.code
  const options = topics.map((topic): ListOption => {
    const answer = answers[doubtful.indexOf(topic)]
    const pool = agreement.pools.find((one) => one.code === topic.pool)
    const isRefused = answer?.outcome === 'refused'
    return {
      value: topic.code,
      title: topic.name,
      price: priceOf(topic, pool),
      ...(pool !== undefined && { chosen: <PoolUse pool={pool} /> }),
      ...(isRefused && {
        locked: (
          <WhyNot question={questionOf(topic)} isOpen={topic.code === firstUsedUp}>
            <PortalRefusal
              decision={answer}
              onWay={(way: WireDecision['waysForward'][number]) =>
                way.code === 'open_as_problem' ? { onChoose: () => change({ type: 'problem' }) } : {}
              }
            />
          </WhyNot>
        ),
      }),
    }
  })
  return (
    <ChoiceList
      legend={legend}
      options={options}
      value={draft.topic ?? undefined}
      onChange={(topic) => change({ topic })}
    />
  )
}

type WhyNotProps = { question: EntitlementQuestion; isOpen: boolean; children: ReactNode }

/** Why a topic is not to be had, behind a click. Who reads it was told no, and that is noted. */
function WhyNot({ question, isOpen, children }: WhyNotProps) {
  const t = usePortalWords()
  const [isRead, setRead] = useState(isOpen)
  useShownRefusal(question, isRead)
  return (
    <details
      className={classes.why}
      open={isOpen}
      onToggle={(event) => event.currentTarget.open && setRead(true)}
    >
      <summary>{t('new.topic.why')}</summary>
      {children}
    </details>
  )
}

function usePrice(agreement: Agreement): (topic: Service, pool: PoolView | undefined) => string {
  const t = usePortalWords()
  return (topic, pool) => {
    if (topic.availability === 'limited' && pool !== undefined) {
      const isUsedUp = pool.used >= pool.allowed
      return t(isUsedUp ? 'new.topic.usedUp' : 'new.topic.ofPool', { used: pool.used, allowed: pool.allowed })
    }
    if (topic.availability === 'conditional') return t('new.topic.certified')
    if (topic.availability === 'on_request') return t('new.topic.onRequest')
    if (topic.availability === 'included') return t('new.topic.included')
    return listWords(topic.packages.filter((name) => name !== agreement.packageName))
  }
}

/** "Business and Premium" */
function listWords(names: string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
}

function PoolUse({ pool }: { pool: PoolView }) {
  const t = usePortalWords()
  const { format } = useReader()
  const values = {
    used: pool.used,
    allowed: pool.allowed,
    nth: ordinalWord(pool.used + 1, t),
    date: dayAndMonth(Date.parse(pool.resetsOn), { ...format, timeZone: 'UTC' }),
  }
  return (
    <PoolPips used={pool.used} limit={pool.allowed} thisOne>
      {t('new.topic.pool', values)}
    </PoolPips>
  )
}
