import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { decideAgainEndpoint, type DecisionRecord } from '#desk/cases/domain/decision-contract.ts'
import { DecisionInputsList } from '#promise/entitlements/web/decision-inputs-list.tsx'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import classes from './desk-decisions.module.css'
import { useWorkWords } from './desk-use-work-words.ts'

type DeskDecisionProps = { decision: DecisionRecord; found: CaseView }

/** One decision as it was taken: what was asked, what was said, and that it would be said again. */
export function DeskDecision({ decision, found }: DeskDecisionProps) {
  const t = useWorkWords()
  const { inputs, waiver, timeZone, occasion } = decision
  return (
    <li>
      <header>
        <h3>{t(`decisions.on.${occasion}`)}</h3>
        <p>
          <TimeText at={decision.at} as="full" />
        </p>
      </header>
      <div className={classes.both}>
        <EntitlementPanel decision={decision} />
        {inputs !== undefined && (
          <details className={classes.asked} open>
            <summary>{t('decisions.asked')}</summary>
            <DecisionInputsList inputs={inputs} contact={found.contact.name} actor={decision.actorName} />
            {timeZone != null && (
              <p className={classes.quiet}>{t('decisions.zone', { zone: timeZone.replaceAll('_', ' ') })}</p>
            )}
          </details>
        )}
      </div>
      {waiver !== undefined && (
        <div className={classes.waiver}>
          <b>{t('decisions.waived', { name: waiver.by })}</b>
          <p>{waiver.reason}</p>
        </div>
      )}
      <Again reference={found.reference} id={decision.id} />
    </li>
  )
}

/** Takes it again on what was asked then, and says plainly whether it comes to the same words. */
function Again({ reference, id }: { reference: string; id: string }) {
  const t = useWorkWords()
  const [isAsked, setAsked] = useState(false)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['case', reference, 'decisions', id, 'again'],
    enabled: isAsked,
    staleTime: 0,
    queryFn: ({ signal }) => request(decideAgainEndpoint, { params: { reference, id }, signal }),
  })
  return (
    <div className={classes.again} aria-live="polite">
      <Button
        size="xs"
        loading={isAsked && isFetching}
        onClick={() => (isAsked ? void refetch() : setAsked(true))}
      >
        {t('decisions.again')}
      </Button>
      {error !== null && <p role="alert">{problemSentence(error)}</p>}
      {data !== undefined && <p data-result={data.result}>{t(`decisions.result.${data.result}`)}</p>}
      {data?.result === 'different' && data.decision !== null && (
        <div className={classes.now}>
          <h4>{t('decisions.now')}</h4>
          <EntitlementPanel decision={data.decision} />
        </div>
      )}
    </div>
  )
}
