import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { askEntitlementEndpoint } from '#promise/entitlements/domain/contract.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { WaiveOnce } from '#promise/entitlements/web/waive-once.tsx'
import { request } from '#web/api/request.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import type { WireDecision } from '#web/components/wire-decision.ts'
import { shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { channelOf, isSpoken, type NewCase, questionOf } from './desk-new-case-draft.ts'
import classes from './desk-new-case.module.css'
import { useDeskWords } from './desk-use-words.ts'
import { useWorkWords } from './desk-use-work-words.ts'

type DeskNewCaseDecisionProps = {
  draft: NewCase
  /** What was decided when it was sent, if that refused it. */
  refused: WireDecision | undefined
  onThroughPortal: () => void
  /** It is let through this once, by those who may. */
  onWaive: (waiver: WaiverInput) => void
  busy: boolean
}

/** What the agreement says to this, asked while the form is filled; a call always has a way on (SPEC 3.8). */
export function DeskNewCaseDecision(props: DeskNewCaseDecisionProps) {
  const { draft, refused, onThroughPortal, onWaive, busy } = props
  const t = useWorkWords()
  const desk = useDeskWords()
  const answer = useDecision(draft)
  const decision = refused ?? answer.data
  const isRerouted = draft.throughPortal && isSpoken(draft.channel)
  return (
    <div className={classes.decision} aria-live="polite">
      <h2>{t('open.decision')}</h2>
      {draft.contactId === undefined && <p className={classes.note}>{t('open.askFirst')}</p>}
      {draft.contactId !== undefined && decision === undefined && (
        <p className={classes.note}>{t(answer.error === null ? 'open.asking' : 'open.askFailed')}</p>
      )}
      {draft.contactId !== undefined && decision !== undefined && (
        <>
          <EntitlementPanel decision={decision} />
          <WaiveOnce decision={decision} send={t('decisions.waive')} busy={busy} onWaive={onWaive} />
          {isSpoken(draft.channel) && !isRerouted && isChannelRefused(decision) && (
            <Button fullWidth mt={8} onClick={onThroughPortal}>
              {t('open.throughPortal')}
            </Button>
          )}
          {isRerouted && (
            <p className={classes.note}>
              {t('open.through', { channel: desk(`channel.${channelOf(draft)}`).toLowerCase() })}
            </p>
          )}
          <Promised draft={draft} dueAt={answer.data?.promise?.dueAt} />
        </>
      )}
    </div>
  )
}

function Promised({ draft, dueAt }: { draft: NewCase; dueAt: string | undefined }) {
  const t = useWorkWords()
  const now = useNow()
  const { format } = useWords()
  if (isSpoken(draft.channel)) return <p className={classes.note}>{t('open.promised')}</p>
  if (dueAt === undefined) return null
  return (
    <p className={classes.note}>
      {t('open.promise', { moment: shortMoment(Date.parse(dueAt), now, format) })}
    </p>
  )
}

const channelReasons = new Set(['channel_not_included', 'support_closed'])

function isChannelRefused({ reasons }: WireDecision): boolean {
  return reasons.some(({ code }) => channelReasons.has(code))
}

function useDecision(draft: NewCase) {
  const { contactId = '' } = draft
  const question = questionOf(draft, contactId)
  return useQuery({
    queryKey: ['entitlement', question],
    enabled: contactId !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request(askEntitlementEndpoint, { body: question, signal }),
  })
}
